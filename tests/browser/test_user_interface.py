"""A new operator's first hour, in headless Chromium: open the UI, materialize everything, look at what came out; bad data,
the gate that blocks it, the mending; a feed, and schedule and sensor switched on, which bring all of it to the readers.

The tests are steps of one path, in the order of the file. Pictures are kept in SITREP_PICTURES, else beside the data.
"""

import json
import os
import shutil
import time
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import duckdb
import pytest
from playwright.sync_api import Page, sync_playwright

from orchestration.defs.build import build_definitions
from orchestration.defs.resources import Installation
from orchestration.settings import Settings
from tests.browser.served import served
from tests.conftest import RunSitrep, lend_gazetteer
from tests.end_to_end.corpus import write_batch, write_landing
from tests.feeds.server import Server, answer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
GROUPS = ("coded", "intermediate", "marts", "normalized", "published", "raw", "reporting", "resolved", "seeds", "staging")
RUN_SECONDS, PAGE_SECONDS = 600, 90

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"), reason="Chromium is not installed; apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("user_interface")
    made = Settings(folder / "data", write_landing(folder / "landing"), folder / "feeds.yml", tick_minutes=1)
    made.feeds_path.write_text("feeds: []")
    lend_gazetteer(made.data_dir)
    return made


@pytest.fixture(scope="module")
def pictures(settings: Settings) -> Path:
    folder = Path(os.environ.get("SITREP_PICTURES") or settings.data_dir.parent / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(settings) as url:
        yield url


@pytest.fixture(scope="module")
def feed_server() -> Iterator[Server]:
    item = (
        "<item><title>Border post attacked</title><link>https://news.example/post</link><guid>post</guid>"
        "<description>Gunmen attacked a border post near Garissa and killed two officers, Kenyan police said.</description>"
        "</item>"
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title>{item}</channel></rss>'
    with Server({"/feed": answer(feed, content_type="application/rss+xml")}) as server:
        yield server


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 2400, "height": 1600})
        opened.set_default_timeout(PAGE_SECONDS * 1000)
        yield opened
        browser.close()


def text_with(page: Page, *wanted: str, times: int = 1, seconds: float = PAGE_SECONDS) -> str:
    """The page's text once it holds all of `wanted`, the last of them `times` times; fails where it does not come.

    Rows of a list come before their states, so that one state shown does not mean that all are.
    """
    deadline = time.monotonic() + seconds
    text = ""
    while time.monotonic() < deadline:
        text = page.inner_text("body")
        if all(words in text for words in wanted) and text.count(wanted[-1]) >= times:
            return text
        page.wait_for_timeout(500)
    missing = [words for words in wanted if words not in text] or f"{wanted[-1]!r} {times} times"
    pytest.fail(f"the page {page.url} never showed {missing}; it says:\n{text}")


def keep_picture(page: Page, path: Path) -> None:
    page.screenshot(path=path)
    assert path.stat().st_size > 20_000, "an empty page"


def ask(address: str, query: str) -> Any:
    """What the server says; a page that is looked at all the time is dear."""
    content = json.dumps({"query": query}).encode()
    with urlopen(Request(f"{address}/graphql", content, {"Content-Type": "application/json"}), timeout=60) as found:
        return json.load(found)["data"]


def runs(address: str) -> dict[str, tuple[str, str]]:
    """Job and status of every run by its id, the newest first."""
    found = ask(address, "{ runsOrError { ... on Runs { results { runId jobName status } } } }")
    return {run["runId"]: (run["jobName"], run["status"]) for run in found["runsOrError"]["results"]}


def switched_on(address: str) -> set[str]:
    """Names of the schedules and sensors that run."""
    (nodes,) = ask(
        address,
        "{ repositoriesOrError { ... on RepositoryConnection { nodes { "
        "schedules { name scheduleState { status } } sensors { name sensorState { status } } } } } }",
    )["repositoriesOrError"]["nodes"]
    states = [(one["name"], one["scheduleState"]["status"]) for one in nodes["schedules"]]
    states += [(one["name"], one["sensorState"]["status"]) for one in nodes["sensors"]]
    return {name for name, status in states if status == "RUNNING"}


def wait_for_run(address: str, before: Collection[str]) -> tuple[str, str]:
    """Job and status of the first run that was started after those of `before`, when it has ended."""
    deadline = time.monotonic() + RUN_SECONDS
    while time.monotonic() < deadline:
        started = [run for run_id, run in runs(address).items() if run_id not in before]
        if started and started[-1][1] in ("SUCCESS", "FAILURE"):
            return started[-1]
        time.sleep(2)
    pytest.fail(f"no run ended: {started}")


def materialize_all(page: Page, address: str) -> str:
    """Press the button and wait for the run; its status, which the list of runs shows too."""
    before = runs(address)
    page.goto(f"{address}/asset-groups/", wait_until="domcontentloaded")
    text_with(page, *GROUPS, "Materialize all")
    page.get_by_role("button", name="Materialize all").click()
    page.get_by_text("View", exact=True).first.wait_for()
    page.goto("about:blank")
    _, status = wait_for_run(address, before)
    page.goto(f"{address}/runs", wait_until="domcontentloaded")
    text_with(page, "Manually launched", "In progress (0)", status.capitalize())
    return status


def switch(page: Page, address: str, name: str) -> None:
    """Turn a schedule or sensor on, or off again, on the page Automation."""
    names = ["daily", "feeds", "landing_folder", "tell_failed_checks", "tell_failed_runs", "watch"]
    page.goto(f"{address}/automation", wait_until="domcontentloaded")
    text_with(page, *names, "Scheduled")
    # Each row has a box to choose it and, a little later, a switch; one box before them chooses all.
    boxes = page.locator("input[type=checkbox]")
    boxes.nth(2 * len(names)).wait_for(state="attached")
    before = switched_on(address)
    boxes.nth(2 * names.index(name) + 2).evaluate("box => box.click()")
    deadline = time.monotonic() + PAGE_SECONDS
    while switched_on(address) ^ before != {name}:
        assert time.monotonic() < deadline, f"the switch of {name} stays as it was"
        page.wait_for_timeout(500)


def published(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_materialize_everything_from_the_graph(page: Page, address: str, settings: Settings) -> None:
    assert materialize_all(page, address) == "SUCCESS"
    assert published(settings, "select count(*) > 0 from reporting.rpt_event_mentions") == [(True,)]


def test_every_asset_is_green(page: Page, address: str, settings: Settings, pictures: Path) -> None:
    """In the list of its group, which holds every row; of the graph the page draws only what it shows."""
    assets: dict[str, list[str]] = {}
    for spec in build_definitions(Installation(settings)).resolve_all_asset_specs():
        assets.setdefault(str(spec.group_name), []).append(spec.key.path[-1])
    assert sorted(assets) == list(GROUPS)
    for group, names in assets.items():
        page.goto(
            f"{address}/locations/tests.browser.dev_on_loopback/asset-groups/{group}/list", wait_until="domcontentloaded"
        )
        shown = text_with(page, *names, "Materialized", times=len(names))
        assert "Never materialized" not in shown
        assert "Failed" not in shown
    page.goto(f"{address}/asset-groups/", wait_until="domcontentloaded")
    assert "Failed" not in text_with(page, *GROUPS)
    keep_picture(page, pictures / "asset_graph.png")


def test_an_asset_shows_columns_rows_and_chart(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/raw/articles", wait_until="domcontentloaded")
    text_with(page, "Story text: headline and paragraphs", "articles", "Grain: one article of one landing file")
    page.goto(f"{address}/assets/raw/articles?view=events", wait_until="domcontentloaded")
    text_with(page, "dagster/row_count", "rows by ingest date")
    page.get_by_text("[Show Markdown]").last.click()
    assert page.locator("img[src^='data:image/svg+xml']").first.evaluate("image => image.naturalWidth") > 100


def test_the_gate_shows_its_rules(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/raw/articles?view=checks", wait_until="domcontentloaded")
    text = text_with(page, "articles_gate", "blocking", "not_from_the_future", "Passed")
    assert "It was published at most two days after it was read." in text


def test_a_bad_batch_is_blocked_and_the_gate_says_why(page: Page, address: str, settings: Settings, pictures: Path) -> None:
    before = settings.published_path.read_bytes()
    write_batch(settings.landing_dir, year=datetime.now(UTC).year + 5)
    assert materialize_all(page, address) == "FAILURE"
    keep_picture(page, pictures / "blocked_run.png")
    page.goto(f"{address}/assets/raw/articles?view=checks", wait_until="domcontentloaded")
    text = text_with(page, "articles_gate", "Failed", "Gate `articles` blocks the batch")
    assert "Remedy: look at `sitrep quarantine list`" in " ".join(text.split())
    keep_picture(page, pictures / "blocked_gate.png")
    assert settings.published_path.read_bytes() == before


def test_a_feed_arrives_within_one_tick(page: Page, address: str, settings: Settings, feed_server: Server) -> None:
    settings.feeds_path.write_text(f"feeds: [{{name: example, address: '{feed_server.url('/feed')}', outlet: Example}}]")
    before = runs(address)
    switch(page, address, "feeds")
    page.goto("about:blank")
    assert wait_for_run(address, before) == ("feeds", "SUCCESS")
    switch(page, address, "feeds")
    assert list((settings.landing_dir / "feeds" / "example").rglob("*.json"))


def test_mended_files_pass_the_gate_in_a_run_that_starts_by_itself(
    page: Page, address: str, settings: Settings, pictures: Path, run_sitrep: RunSitrep
) -> None:
    write_batch(settings.landing_dir, year=2024)
    mended = run_sitrep(settings, "quarantine", "retry", "--all")
    assert mended.code == 0, mended.output
    before = runs(address)
    switch(page, address, "landing_folder")
    keep_picture(page, pictures / "automation.png")
    page.goto("about:blank")
    assert wait_for_run(address, before) == ("sitrep", "SUCCESS")
    page.goto(f"{address}/assets/raw/articles?view=checks", wait_until="domcontentloaded")
    text_with(page, "articles_gate", "Passed")
    assert "blocks the batch" not in page.inner_text("body")
    keep_picture(page, pictures / "passed_gate.png")
    files = "select landing_file from marts.dim_articles where landing_file like 'batch%' or landing_file like 'feeds/%'"
    assert len(published(settings, files)) == 6
