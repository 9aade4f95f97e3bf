# Sitrep. `make run` and `make test` start from nothing but Python 3.11 to 3.13, make and the package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: score run test lint dev bench soak docs lock audit train clean-venv

run: $(READY)
	@$(BIN)/sitrep run

# The files of tests are shared out to two processes.
test: $(READY) lint
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd dbt_project && ../$(BIN)/sqlfluff lint --processes 2 .

dev: $(READY)
	@$(BIN)/sitrep dev

# make docs: what dbt knows of the warehouse, with its lineage, as one HTML file that opens without the net
docs: $(READY)
	@$(BIN)/python -c "from orchestration import settings, warehouse; \
		print('Open', warehouse.write_docs(settings.Settings.from_environment()))"

# make score [GOLD=path]: on the project's own gold, and on a folder with articles/ and gold/ where one is named
score: $(READY)
	@$(BIN)/python -m tests.gold.score $(if $(GOLD),--gold "$(GOLD)")

# make bench [GOLD=path]: the coder is also measured on the articles of that folder
bench: $(READY)
	$(BIN)/python -m tests.benchmarks

# make soak [DAYS=200] [KILLS=50] [BAD_DAYS=10]: what takes too long for every test run: the runbook's commands, one after the
# other; then hours of runs that are killed at random, beside undisturbed ones
soak: $(READY)
	$(BIN)/pytest -m long
	$(BIN)/python -m tests.soak "$$(mktemp -d)/soak" --days $(or $(DAYS),200) --kills $(or $(KILLS),50) --bad-days $(or $(BAD_DAYS),10)

# make train TREEBANKS=path START=path: Universal Dependencies treebanks, and the pipeline whose encoder the training starts
# from; see data/models/english_ud/README.md
train: $(READY)
	@test -n "$(TREEBANKS)" -a -n "$(START)" || { echo "Say what to learn from: make train TREEBANKS=/path/to/treebanks \
		START=/path/to/en_core_web_sm-3.8.0"; exit 2; }
	$(BIN)/python -m orchestration.language.train "$(TREEBANKS)" "$(START)"

# Resolves anew and writes the lock file with hashes and without a registry address.
lock: $(READY)
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet uv
	$(VENV)/lock/bin/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
		--python-version 3.11 --custom-compile-command "make lock" --output-file requirements.lock

# Known weaknesses of the locked dependencies, asked of the package index. Fails where it knows nothing of one of them.
audit:
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	$(VENV)/audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "Sitrep needs Python 3.11, 3.12 or 3.13; \`$(PYTHON)\` is $$($(PYTHON) --version 2>&1 || echo missing)."; \
		echo "Name another one: make run PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python lacks the venv module; on Debian or Ubuntu: apt-get install python3-venv"; exit 2; }
	@echo "Installing the locked dependencies into $(VENV) (once, a few minutes) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)

clean-venv:
	rm -rf $(VENV)
