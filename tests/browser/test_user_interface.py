"""A new operator's first minutes, in headless Chromium: open the UI, materialize everything, look at what came out."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import duckdb
import pytest
from playwright.sync_api import Page, sync_playwright

from orchestration.defs.build import build_definitions
from orchestration.defs.resources import Installation
from orchestration.settings import Settings
from tests.conftest import lend_gazetteer, sitrep_process
from tests.end_to_end.corpus import write_landing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
GROUPS = ("coded", "intermediate", "marts", "normalized", "published", "raw", "reporting", "resolved", "seeds", "staging")
START_SECONDS, RUN_SECONDS, PAGE_SECONDS = 240, 600, 90

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
    made = Settings(folder / "data", write_landing(folder / "landing"))
    lend_gazetteer(made.data_dir)
    return made


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """`sitrep dev` on a free port, stopped with all its children afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log_path = settings.data_dir.parent / "dev.log"
    with log_path.open("w") as log:
        server = subprocess.Popen(
            **sitrep_process(settings, "dev", "--port", str(port)),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_served(url, server, log_path)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 2400, "height": 1600})
        opened.set_default_timeout(PAGE_SECONDS * 1000)
        yield opened
        browser.close()


def wait_until_served(url: str, server: subprocess.Popen[bytes], log_path: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"sitrep dev ended:\n{log_path.read_text()}"
        try:
            with urlopen(f"{url}/server_info", timeout=5) as answer:
                assert answer.status == 200
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(1)
    pytest.fail(f"sitrep dev does not answer after {START_SECONDS} seconds:\n{log_path.read_text()}")


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


def test_materialize_everything_from_the_graph(page: Page, address: str, settings: Settings) -> None:
    page.goto(f"{address}/asset-groups/", wait_until="domcontentloaded")
    text_with(page, *GROUPS, "Materialize all")
    page.get_by_role("button", name="Materialize all").click()
    page.wait_for_timeout(3000)
    page.goto(f"{address}/runs", wait_until="domcontentloaded")
    text = text_with(page, "Manually launched", "Success", seconds=RUN_SECONDS)
    assert "Failure" not in text
    assert "In progress (0)" in text_with(page, "In progress (")
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        assert connection.execute("select count(*) from reporting.rpt_event_mentions").fetchall()[0][0] > 0


def test_every_asset_is_green(page: Page, address: str, settings: Settings, tmp_path: Path) -> None:
    """In the list of its group, which holds every row; of the graph the page draws only what it shows."""
    assets: dict[str, list[str]] = {}
    for spec in build_definitions(Installation(settings)).resolve_all_asset_specs():
        assets.setdefault(str(spec.group_name), []).append(spec.key.path[-1])
    assert sorted(assets) == list(GROUPS)
    for group, names in assets.items():
        page.goto(f"{address}/locations/orchestration.definitions/asset-groups/{group}/list", wait_until="domcontentloaded")
        shown = text_with(page, *names, "Materialized", times=len(names))
        assert "Never materialized" not in shown
        assert "Failed" not in shown
    page.goto(f"{address}/asset-groups/", wait_until="domcontentloaded")
    assert "Failed" not in text_with(page, *GROUPS)
    picture = tmp_path / "asset_graph.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size > 50_000


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
