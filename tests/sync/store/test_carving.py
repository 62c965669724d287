"""Rows read from pages: the same as SQLite reads from a whole file, and no harm from any other."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Text

from kiosk.sync.db.schema import ACTIONS, PRINTS
from kiosk.sync.recovery import carving
from kiosk.sync.recovery.carving import carve
from tests.sync.store.stand import Stand


@pytest.mark.parametrize("scrubbed", [True, False])
def test_of_a_whole_file_and_its_log_every_row_is_carved(stand: Stand, scrubbed: bool):
    for number in range(30):
        stand.submit(of=number % 7)
        stand.store.prints.note(stand.new().id, "intent")
    stand.send()
    if scrubbed:
        stand.store.database.scrub()
    for _ in range(3):
        stand.submit()
    carved = list(carve(stand.file, stand.log))
    for table in (ACTIONS, PRINTS):
        names = [column.name for column in table.columns]
        rows = {tuple(row.values[name] for name in names) for row in carved if row.table is table}
        assert rows >= set(stand.run(f"SELECT {', '.join(names)} FROM {table.name}"))


@given(st.binary(max_size=9_000), st.binary(max_size=9_000))
@settings(max_examples=50)
def test_garbage_gives_nothing_and_does_no_harm(database: bytes, log: bytes):
    with TemporaryDirectory() as folder:
        file, beside = Path(folder, "a"), Path(folder, "b")
        file.write_bytes(b"\r" + database)
        beside.write_bytes(log)
        assert list(carve(file, beside)) == []


def test_rows_of_the_version_before_are_known_though_they_are_shorter(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
):
    action = stand.submit()
    stand.close()
    wider = ACTIONS.to_metadata(MetaData())
    wider.append_column(Column("mood", Text))
    monkeypatch.setattr(carving, "ACTIONS", wider)
    found = [row.values["id"] for row in carve(stand.file, stand.log) if row.table is wider]
    assert found == [str(action)]
