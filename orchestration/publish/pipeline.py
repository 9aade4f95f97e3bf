"""Put a finished warehouse where people read it. Readers find the old set or the new one, never something between.

There are two publications at any time. The older one, which nobody is led to any more, is brought up to date by what was
touched since and becomes the new one: the cost grows with what was touched, not with the warehouse. Everything is copied
whole where it is not known what was touched, or where the older one is missing or damaged.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.publish.catalog import CatalogError, drop_views_and_macros, make_views_and_macros, set_comments
from orchestration.publish.exports import Exported, export_tables
from orchestration.publish.scopes import BuildLog, read_build_log
from orchestration.publish.sql import literal
from orchestration.publish.tables import TablesDiffer, copy_tables, count_rows, require_same_counts, update_tables
from orchestration.publish.versions import DATABASE_NAME, Version, Versions
from orchestration.settings import Settings

# Places of deleted rows stay in the file until it is made anew. At half of all rows, that costs as much as the deltas did.
MOST_REPLACED_SHARE = 0.5

OnStep = Callable[[str], None]


class PublishError(RuntimeError):
    """The warehouse cannot be published; what was published before stays as it is."""


@dataclass(frozen=True)
class Published:
    """A publication: rows of every table (`marts.fct_events`), why everything was copied (empty: it was not), and how many
    Parquet files were written and how many taken over.
    """

    row_counts: Mapping[str, int]
    copied_because: str
    files_written: int
    files_linked: int


def publish_warehouse(settings: Settings, keys: Mapping[str, str], on_step: OnStep = lambda step: None) -> Published:
    """Publish the working warehouse. `keys` names the column by whose touched values rows of a table are replaced (see
    `scopes.logged_keys`); tables that it does not name are compared. `on_step` is told before every step.

    Raises PublishError when the working warehouse cannot be read or what was made of it is not the same; nothing is swapped
    in then.
    """
    if not settings.warehouse_path.is_file():
        raise PublishError(f"{settings.warehouse_path} does not exist; run `sitrep run`, which builds it")
    versions = Versions(settings.published_dir)
    if not settings.published_path.exists():
        # Somebody removed it, as the message about a damaged file tells to: what lies beside it is no better.
        versions.distrust()
    with versions.staging() as folder:
        try:
            made = _make(settings.warehouse_path, keys, versions, folder, on_step)
        except (duckdb.Error, TablesDiffer, CatalogError) as error:
            raise PublishError(f"the warehouse cannot be published: {error}") from error
        on_step("add")
        version = versions.add(folder, made.record)
    on_step("swap")
    versions.lead_to(version)
    on_step("clean up")
    versions.remove_all_but(version)
    exported = made.exported
    return Published(made.row_counts, made.copied_because, exported.written, exported.linked)


def read_row_counts(path: Path) -> dict[str, int]:
    """Rows of every public table of a published file. Raises PublishError where it cannot be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return count_rows(connection)
    except duckdb.Error as error:
        raise PublishError(f"{path} cannot be read: {error}") from error


@dataclass(frozen=True)
class _Made:
    row_counts: dict[str, int]
    record: dict[str, object]
    exported: Exported
    copied_because: str


def _make(warehouse_path: Path, keys: Mapping[str, str], versions: Versions, folder: Path, on_step: OnStep) -> _Made:
    """Database and Parquet of a new publication, in `folder`."""
    builds = read_build_log(warehouse_path)
    whole = versions.whole()
    parent = _parent(whole, versions)
    reason = _reason_to_copy(parent, builds)
    if parent and not reason:
        try:
            with _database_of(parent, versions, folder, on_step) as connection:
                return _fill(connection, warehouse_path, keys, builds, parent, whole, folder, "", on_step)
        except (duckdb.Error, TablesDiffer) as error:
            reason = f"the publication before could not be brought up to date: {error}"
            shutil.rmtree(folder)
            folder.mkdir()
    with _new_database(folder, on_step) as connection:
        return _fill(connection, warehouse_path, keys, builds, parent, whole, folder, reason, on_step)


def _parent(whole: Sequence[Version], versions: Versions) -> Version | None:
    """The newest publication that readers are not led to, else the one that they are led to."""
    return next((version for version in reversed(whole) if not versions.is_current(version)), whole[-1] if whole else None)


def _reason_to_copy(parent: Version | None, builds: BuildLog) -> str:
    if parent is None:
        return "there is no publication that could be brought up to date"
    if not builds.tells_since(parent.record["build_number"]):
        return "it is not known what was touched since the publication before"
    if parent.record["replaced_rows"] > MOST_REPLACED_SHARE * sum(parent.record["row_counts"].values()):
        return "half of the rows were replaced since everything was copied"
    return ""


@contextmanager
def _new_database(folder: Path, on_step: OnStep) -> Iterator[duckdb.DuckDBPyConnection]:
    on_step("copy")
    with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
        yield connection


@contextmanager
def _database_of(parent: Version, versions: Versions, folder: Path, on_step: OnStep) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database of a publication, to be changed; it lies in `folder` afterwards.

    Where readers are led to it or still hold it, a copy of its bytes is changed instead.
    """
    on_step("take")
    connection = None
    if not versions.is_current(parent):
        try:
            connection = duckdb.connect(str(parent.database))
        except duckdb.Error:
            connection = None  # held by a reader, or damaged: then the copy cannot be opened either
    if connection is None:
        shutil.copyfile(parent.database, folder / DATABASE_NAME)
        with duckdb.connect(str(folder / DATABASE_NAME)) as connection:
            yield connection
        return
    parent.withdraw()
    with connection:
        yield connection
    parent.database.rename(folder / DATABASE_NAME)


def _fill(
    connection: duckdb.DuckDBPyConnection,
    warehouse_path: Path,
    keys: Mapping[str, str],
    builds: BuildLog,
    parent: Version | None,
    donors: Sequence[Version],
    folder: Path,
    reason: str,
    on_step: OnStep,
) -> _Made:
    """Bring an open database up to the working warehouse, all of it for a `reason`, and export its tables."""
    connection.execute("set python_enable_replacements = false")
    connection.execute(f"attach {literal(str(warehouse_path))} as workshop (read_only)")
    on_step("tables")
    replaced = 0
    connection.execute("begin")
    drop_views_and_macros(connection)
    if reason or parent is None:
        changes = copy_tables(connection)
    else:
        changes = update_tables(connection, keys, parent.record["build_number"])
        replaced = parent.record["replaced_rows"] + sum(change.replaced_rows for change in changes.values())
    connection.execute("commit")
    on_step("views")
    changes |= make_views_and_macros(connection, warehouse_path.stem)
    set_comments(connection)
    on_step("check")
    require_same_counts(connection)
    row_counts = count_rows(connection)
    if not any(name.startswith("marts.") for name in row_counts):
        raise TablesDiffer("it holds no table in the schema marts; run `sitrep run`")
    connection.execute("detach workshop")
    on_step("checkpoint")
    connection.execute("checkpoint")
    on_step("export")
    (folder / "parquet").mkdir()
    exported = export_tables(connection, folder / "parquet", changes, parent, donors)
    record: dict[str, object] = {
        "duckdb": duckdb.__version__,
        "build_number": builds.latest,
        "replaced_rows": replaced,
        "row_counts": row_counts,
        "tables": exported.tables,
    }
    return _Made(row_counts, record, exported, reason)
