"""Put a finished warehouse where people read it. Readers find the old set or the new one, never something between.

published/sitrep.duckdb                 the schemas that people query, swapped in by one rename
published/parquet -> versions/<digest>  the same tables as Parquet, one folder, swapped in by one rename of the link
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.settings import Settings

PUBLIC_SCHEMAS = ("marts", "reporting")
VERSIONS_KEPT = 2


class PublishError(RuntimeError):
    """The warehouse cannot be published; what was published before stays as it is."""


def publish_warehouse(settings: Settings) -> dict[str, int]:
    """Publish the working warehouse; returns the row count of every published table and view (`marts.fct_events`).

    Raises PublishError when a table or view of the new file cannot be read; nothing is swapped in then.
    """
    if not settings.warehouse_path.is_file():
        raise PublishError(f"{settings.warehouse_path} does not exist; run `sitrep run`, which builds it")
    settings.published_dir.mkdir(parents=True, exist_ok=True)
    with _staging_folder(settings) as folder:
        candidate = folder / settings.published_path.name
        _copy_public_schemas(settings.warehouse_path, candidate)
        row_counts = read_row_counts(candidate)
        if not any(name.startswith("marts.") for name in row_counts):
            raise PublishError("the warehouse holds no table in the schema marts; run `sitrep run`")
        exports = _export_parquet(candidate, folder / "parquet", row_counts)
        version = settings.published_dir / "versions" / _digest(exports)
        if not version.exists():
            version.parent.mkdir(exist_ok=True)
            exports.rename(version)
        _flush(candidate)
        candidate.replace(settings.published_path)
        _swap_link(settings.published_dir / "parquet", version)
    _remove_old_versions(version)
    return row_counts


def read_row_counts(path: Path) -> dict[str, int]:
    """Rows of every table and view of a published file. Every view is run, so that a broken one is found here."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            relations = connection.execute(
                "select table_schema, table_name from information_schema.tables order by table_schema, table_name"
            ).fetchall()
            return {
                f"{schema}.{name}": connection.execute(f'select count(*) from "{schema}"."{name}"').fetchall()[0][0]
                for schema, name in relations
            }
    except duckdb.Error as error:
        raise PublishError(f"the new warehouse cannot be read, so it is not published: {error}") from error


def _copy_public_schemas(source: Path, target: Path) -> None:
    """Write the public schemas into a new file, with the comments on tables and columns.

    Not a copy of the file with the other schemas dropped: their bytes, with paths of this machine, would stay in it.
    """
    with duckdb.connect(str(target)) as connection:
        connection.execute(f"attach {_literal(str(source))} as workshop (read_only)")
        relations = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() where database_name = 'workshop' union all "
            "select schema_name, view_name, comment from duckdb_views() where database_name = 'workshop' and not internal"
        ).fetchall()
        columns = connection.execute(
            "select schema_name, table_name, column_name, comment from duckdb_columns() "
            "where database_name = 'workshop' and comment is not null"
        ).fetchall()
        for schema, name, comment in sorted(relations):
            if schema in PUBLIC_SCHEMAS:
                connection.execute(f'create schema if not exists "{schema}"')
                connection.execute(f'create table "{schema}"."{name}" as from workshop."{schema}"."{name}"')
                connection.execute(f'comment on table "{schema}"."{name}" is {_literal(comment)}')
        for schema, name, column, comment in columns:
            if schema in PUBLIC_SCHEMAS:
                connection.execute(f'comment on column "{schema}"."{name}"."{column}" is {_literal(comment)}')
        connection.execute("detach workshop")
        connection.execute("checkpoint")


def _export_parquet(source: Path, folder: Path, row_counts: dict[str, int]) -> Path:
    with duckdb.connect(str(source), read_only=True) as connection:
        for relation in row_counts:
            schema, name = relation.split(".")
            target = folder / schema / f"{name}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            connection.execute(
                f'copy (from "{schema}"."{name}") to {_literal(str(target))} (format parquet, compression zstd)'
            )
    return folder


def _literal(text: str | None) -> str:
    return "null" if text is None else "'" + text.replace("'", "''") + "'"


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.parquet")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _staging_folder(settings: Settings) -> Iterator[Path]:
    """A folder on the same disk as the published one, so that renames are atomic; left-overs of killed runs go."""
    for leftover in settings.published_dir.glob(".staging-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    folder = settings.published_dir / f".staging-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def _swap_link(link: Path, target: Path) -> None:
    temporary = link.with_name(f".{link.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target.relative_to(link.parent), target_is_directory=True)
    temporary.replace(link)


def _remove_old_versions(current: Path) -> None:
    """Keep the version before the current one, for readers that are still in it."""
    os.utime(current)
    versions = sorted(current.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for version in versions[VERSIONS_KEPT:]:
        shutil.rmtree(version, ignore_errors=True)
