"""`sitrep ...`: thin; every command calls the functions that the assets call. Heavy imports happen inside the commands."""

import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orchestration.cli_articles import articles
from orchestration.cli_feeds import feeds
from orchestration.cli_operation import backfill, compare, rebuild, recode, run_and_report
from orchestration.cli_options import DATA_OPTION, LANDING_OPTION, settings_of
from orchestration.cli_quarantine import quarantine
from orchestration.processes import collect_rarely
from orchestration.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console


# At most two mentions an article, so that one long article does not fill the screen; those that say most come first.
FRESHEST = """
select * from reporting.rpt_event_mentions
qualify row_number() over (
    partition by landing_file
    order by
        len(actor_codes) > 0 desc, len(quantities) > 0 desc, place_name is not null desc, confidence desc, trigger_text,
        sentence
) <= 2
order by published_at desc nulls last, landing_file, sentence, trigger_text
limit {limit}
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sitrep")
def main() -> None:
    """Raw news articles in, a warehouse of structured, sourced, quality-gated events out."""
    collect_rarely()


main.add_command(articles)
main.add_command(backfill)
main.add_command(recode)
main.add_command(compare)
main.add_command(rebuild)
main.add_command(feeds)
main.add_command(quarantine)


@main.command()
@LANDING_OPTION
@DATA_OPTION
@click.option("--show", default=8, show_default=True, help="How many of the freshest events to show at the end.")
def run(landing_dir: Path | None, data_dir: Path | None, show: int) -> None:
    """Run the whole pipeline once on what lies in the landing folder."""
    from orchestration.terminal import make_console
    from orchestration.warehouse import begin_parse

    settings = settings_of(data_dir, landing_dir)
    console = make_console()
    console.print(f"Reading articles from {settings.landing_dir}")
    begin_parse(settings)
    run_and_report(console, settings)
    _print_answer(console, settings, show)


@main.command()
@DATA_OPTION
@LANDING_OPTION
@click.option("--port", default=3000, show_default=True, help="Port on 127.0.0.1.")
def dev(data_dir: Path | None, landing_dir: Path | None, port: int) -> None:
    """Serve the Dagster UI, schedules and sensors on 127.0.0.1."""
    from orchestration.defs.execute import serve

    click.echo(f"Dagster opens at http://127.0.0.1:{port} in half a minute; stop it with Ctrl-C.")
    sys.exit(serve(settings_of(data_dir, landing_dir), port))


@main.command()
@click.argument("query")
@DATA_OPTION
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json", "parquet"]), default="table", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def sql(query: str, data_dir: Path | None, shape: str, output: Path | None) -> None:
    """Ask the published warehouse one QUERY. It is opened read-only."""
    from orchestration.query import QueryError, as_csv, as_json, run_query, write_parquet

    settings = settings_of(data_dir)
    try:
        if shape == "parquet":
            _write_parquet(settings, query, output, write_parquet)
            return
        columns, rows = run_query(settings, query)
    except QueryError as error:
        raise click.ClickException(str(error)) from error
    if shape == "table":
        from orchestration.terminal import make_console, query_table

        console = make_console()
        console.print(query_table(columns, rows, console.width))
        return
    text = as_csv(columns, rows) if shape == "csv" else as_json(columns, rows)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        from orchestration.terminal import echo_data

        echo_data(text)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA_OPTION
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def code(file: Path, data_dir: Path | None, shape: str) -> None:
    """Code the article in FILE and print what is found. Nothing is stored."""
    from orchestration.coding_workers import Workbench

    articles = _read_one(file)
    bench = Workbench(settings_of(data_dir))
    for article in articles:
        sentences, coded = bench.code(article)
        if shape == "json":
            import json

            from orchestration.terminal import echo_data

            echo_data(json.dumps(asdict(coded), ensure_ascii=False, indent=1) + "\n")
        else:
            from orchestration.terminal import coded_article, make_console

            make_console().print(coded_article(article["body"], sentences, coded))


@main.group()
def gazetteer() -> None:
    """The places that the coder knows."""


@gazetteer.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@DATA_OPTION
def gazetteer_add(file: Path, data_dir: Path | None) -> None:
    """Add the places of a GeoNames dump FILE (such as UA.txt or UA.zip)."""
    from orchestration.reference.gazetteer_add import add_dump

    try:
        click.echo(str(add_dump(settings_of(data_dir), file)))
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _print_answer(console: "Console", settings: Settings, show: int) -> None:
    from orchestration.query import run_query
    from orchestration.terminal import event_list

    columns, rows = run_query(settings, FRESHEST.format(limit=int(show)))
    _, [(total,)] = run_query(settings, "select count(*) from reporting.rpt_event_mentions")
    console.print(f"\nThe freshest events: {len(rows)} of {total:,} mentions in {settings.published_path}\n", markup=False)
    console.print(event_list([dict(zip(columns, row, strict=True)) for row in rows]))
    console.print(
        "\nWhere to look further:\n"
        "  sitrep sql "
        '"select event_type, place_name, field, value_text, holder_name from reporting.rpt_disputes '
        'order by event_id, field, value_text, holder_name"\n'
        "                               what reports disagree on\n"
        '  sitrep sql "show all tables" everything there is to ask\n'
        "  sitrep quarantine list       what could not be read or broke a rule\n"
        "  sitrep dev                   every step, in the browser\n"
        "(without an activated environment: .venv/bin/sitrep)",
        markup=False,
        soft_wrap=True,  # a query broken into lines would not be copied as one
    )


def _write_parquet(settings: Settings, query: str, output: Path | None, write: Any) -> None:
    if output:
        write(settings, query, output)
        return
    if sys.stdout.isatty():
        raise click.UsageError("Parquet is binary: name a file with --output, or send the output into one.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.parquet"
        write(settings, query, path)
        sys.stdout.buffer.write(path.read_bytes())


def _read_one(file: Path) -> list[dict[str, Any]]:
    """The articles of one file, read as the landing folder is read, in a folder that is thrown away."""
    import shutil

    from orchestration.articles.ingest import ingest
    from orchestration.storage import read_partitions
    from orchestration.tables import RAW_ARTICLES, RAW_QUARANTINE
    from orchestration.terminal import safe

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data", landing_dir=Path(folder) / "landing")
        settings.landing_dir.mkdir()
        for part in (file, *file.parent.glob(f"{file.stem}.meta.json")):
            shutil.copyfile(part, settings.landing_dir / part.name)
        ingest(settings, datetime.now(UTC), "code")
        articles = read_partitions(settings, RAW_ARTICLES).sort("landing_file", "landing_member").to_dicts()
        for row in read_partitions(settings, RAW_QUARANTINE).to_dicts():
            raise click.ClickException(safe(f"{row['landing_file']}: {row['reason_code']}: {row['detail']}"))
    return articles
