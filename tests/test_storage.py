"""The Parquet store: what is written is read again, whole or not at all."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from orchestration.settings import Settings
from orchestration.storage import StorageError, list_partitions, partition_path, read_partitions, write_partition
from orchestration.tables import RAW_QUARANTINE

DAY = date(2025, 3, 4)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", landing_dir=tmp_path / "landing")


def rows(*keys: str, day: date = DAY) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "quarantine_id": key,
                "reason_code": "empty",
                "detail": None,
                "landing_file": f"{key}.txt",
                "landing_member": None,
                "article_id": None,
                "content_sha256": key * 3,
                "byte_count": 3,
                "first_bytes": "",
                "stage": "ingest",
                "ingest_date": day,
                "quarantined_at": datetime(2025, 3, 4, 5, 6, tzinfo=UTC),
                "run_id": "r1",
            }
            for key in keys
        ]
    )


def test_nothing_stored_reads_as_the_empty_table(settings: Settings) -> None:
    frame = read_partitions(settings, RAW_QUARANTINE)
    assert frame.height == 0
    assert frame.schema == RAW_QUARANTINE.polars_schema
    assert list_partitions(settings, RAW_QUARANTINE) == []


def test_rows_come_back_typed_and_sorted_over_all_partitions(settings: Settings) -> None:
    later = date(2025, 3, 5)
    write_partition(settings, RAW_QUARANTINE, later, rows("a", day=later))
    write_partition(settings, RAW_QUARANTINE, DAY, rows("c", "b"))
    assert list_partitions(settings, RAW_QUARANTINE) == [DAY, later]
    frame = read_partitions(settings, RAW_QUARANTINE)
    assert frame["quarantine_id"].to_list() == ["a", "b", "c"]
    assert frame.schema == RAW_QUARANTINE.polars_schema
    assert read_partitions(settings, RAW_QUARANTINE, [DAY])["quarantine_id"].to_list() == ["b", "c"]
    assert read_partitions(settings, RAW_QUARANTINE, [date(1999, 1, 1)]).height == 0


def test_only_the_columns_asked_for_are_read(settings: Settings) -> None:
    columns = ("reason_code", "quarantine_id")
    assert read_partitions(settings, RAW_QUARANTINE, columns=columns).columns == list(columns)
    write_partition(settings, RAW_QUARANTINE, DAY, rows("b", "a"))
    assert read_partitions(settings, RAW_QUARANTINE, columns=columns).rows() == [("empty", "a"), ("empty", "b")]


def test_a_partition_is_replaced_not_appended(settings: Settings) -> None:
    write_partition(settings, RAW_QUARANTINE, DAY, rows("a", "b"))
    write_partition(settings, RAW_QUARANTINE, DAY, rows("c"))
    assert read_partitions(settings, RAW_QUARANTINE)["quarantine_id"].to_list() == ["c"]


def test_the_same_rows_in_any_order_give_the_same_bytes(settings: Settings) -> None:
    many = [f"{number:05d}" for number in range(3000)]
    first = write_partition(settings, RAW_QUARANTINE, DAY, rows(*many)).read_bytes()
    second = write_partition(settings, RAW_QUARANTINE, DAY, rows(*reversed(many))).read_bytes()
    assert first == second


def test_a_frame_that_breaks_the_contract_leaves_the_old_partition(settings: Settings) -> None:
    write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))
    with pytest.raises(ValueError, match="repeat the key"):
        write_partition(settings, RAW_QUARANTINE, DAY, rows("b", "b"))
    assert read_partitions(settings, RAW_QUARANTINE)["quarantine_id"].to_list() == ["a"]


def test_a_damaged_file_is_named_with_its_remedy(settings: Settings) -> None:
    path = write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StorageError, match=r"2025-03-04\.parquet.*delete this file"):
        read_partitions(settings, RAW_QUARANTINE)


def test_a_file_of_another_contract_is_named_with_its_remedy(settings: Settings) -> None:
    path = write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))
    pl.DataFrame({"quarantine_id": ["a"]}).write_parquet(path)
    with pytest.raises(StorageError, match="`sitrep run` brings the table up to date"):
        read_partitions(settings, RAW_QUARANTINE)


def test_a_failing_disk_leaves_neither_a_new_partition_nor_a_temporary_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))

    def full_disk(handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space left"):
        write_partition(settings, RAW_QUARANTINE, DAY, rows("b"))
    monkeypatch.undo()
    assert read_partitions(settings, RAW_QUARANTINE)["quarantine_id"].to_list() == ["a"]
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_stale_temporary_files_go_and_young_ones_stay(settings: Settings) -> None:
    path = write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))
    stale, young = path.with_name(".old.parquet.1.tmp"), path.with_name(".new.parquet.2.tmp")
    stale.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(stale, (time.time() - 7200, time.time() - 7200))
    write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))
    assert not stale.exists()
    assert young.exists()
    assert read_partitions(settings, RAW_QUARANTINE).height == 1


def test_a_writer_killed_just_before_the_rename_leaves_the_old_partition(settings: Settings) -> None:
    path = write_partition(settings, RAW_QUARANTINE, DAY, rows("a"))
    before = path.read_bytes()
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        import polars as pl
        from orchestration.settings import Settings
        from orchestration.storage import write_partition
        from orchestration.tables import RAW_QUARANTINE
        from datetime import date

        Path.replace = lambda self, target: os.kill(os.getpid(), signal.SIGKILL)
        settings = Settings(data_dir=Path(sys.argv[1]), landing_dir=Path(sys.argv[1]))
        frame = pl.read_parquet(sys.argv[2]).with_columns(run_id=pl.lit("r2"))
        write_partition(settings, RAW_QUARANTINE, date(2025, 3, 4), frame)
        """
    )
    done = subprocess.run([sys.executable, "-c", script, str(settings.data_dir), str(path)], check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert len(list(path.parent.glob(".*.tmp"))) == 1
    assert list_partitions(settings, RAW_QUARANTINE) == [DAY]
    assert partition_path(settings, RAW_QUARANTINE, DAY) == path
