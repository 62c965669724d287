"""A planted person is searched for in everything that central leaves behind."""

import json
import logging
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import MetaData, select

from central.runtime import logging as logs
from central.store.database import transaction
from tests.central.kiosks import Queue, demande, sync, tombstone
from tests.central.world import PEOPLE, World
from tests.demandes.address_change import ADDRESS
from wire.demandes.kinds import KINDS
from wire.sync import SyncRequest

NIR = PEOPLE["marie-helene-dupont-test"].nir.encode()


def traces() -> list[str]:
    """What nobody may find of the two people who were here."""
    found = []
    for slug in ("marie-helene-dupont-test", "leo-dupont-test"):
        person = PEOPLE[slug]
        found += [person.nir, person.nir[:13], person.family_name, person.birth_date]
    found += ["Marie-H", "Tables-Claudiennes", "33639981365", "639981365"]
    found += [ADDRESS.street, ADDRESS.city, ADDRESS.postcode]
    found.append(str(PEOPLE["marie-helene-dupont-test"].code))
    return found


def appears(trace: str, text: str) -> bool:
    """Whether the trace stands there; a short number that is part of a longer one is chance."""
    return re.search(rf"(?<![0-9A-Fa-f]){re.escape(trace)}(?![0-9A-Fa-f])", text) is not None


def visit(world: World) -> list[str]:
    """A whole visit; returns the secrets that were made on the way."""
    kiosk = world.kiosk
    kiosk.open("marie-helene-dupont-test")
    secrets = [str(kiosk.citizen)]
    kiosk.code("0000")
    kiosk.send_code()
    secrets.append(world.phone.last_code)
    kiosk.code(world.phone.last_code, "provisional")
    kiosk.code(str(PEOPLE["marie-helene-dupont-test"].code))
    secrets.append(str(kiosk.citizen))
    reference = kiosk.rights()["assure"]["reference"]
    paper = kiosk.issue(reference).json()
    world.verify(paper["code_controle"], "DUPONT-TEST", "12/05/1985")
    world.http.post(
        "/verifier",
        data={
            "code": paper["code_controle"],
            "family_name": "DUPONT-TEST",
            "birth_date": "12/05/1985",
        },
    )
    sync(kiosk, asked_for(world))
    return secrets


def asked_for(world: World) -> SyncRequest:
    """What the person then asks for, in the hands of a kiosk, and what came to nothing."""
    queue, kiosk, slug = Queue(), world.kiosk, "marie-helene-dupont-test"
    proof: dict[str, Any] = {"subject": kiosk.visit, "session_reference": kiosk.reference}
    moved = queue.item(demande("address_change", slug), assurance="code", **proof)
    items = [queue.item(demande(kind, slug), **proof) for kind in KINDS]
    other = queue.item(demande("address_change", slug), id=moved.header.id)
    broken = queue.item(demande("ceam", slug), body=b'{"nir": "not a request of ' + NIR + b'"}')
    lost = queue.item(demande("ceam", slug))
    return queue.batch(moved, *items, other, broken, tombstones=(tombstone(lost),))


def everything(world: World) -> str:
    """Every column of every row, as the database itself tells it."""
    metadata = MetaData()
    metadata.reflect(world.container.engine)
    with transaction(world.container.engine) as db:
        rows = [
            [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
            for table in metadata.sorted_tables
            for row in db.execute(select(table))
        ]
    assert len(rows) > 20
    return json.dumps(rows, ensure_ascii=False)


def test_nothing_personal_in_the_store_or_the_logs(
    world: World, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    secrets = visit(world)
    output = capsys.readouterr()
    logs = output.out + output.err + caplog.text
    assert "/v1/attestations" in logs
    assert "intake_conflict" in logs
    for place in (everything(world), logs):
        for trace in (*traces(), *secrets):
            assert not appears(trace, place)


def test_an_exception_that_a_library_logs_is_named_and_not_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    nir, before = PEOPLE["camille-martin"].nir, logging.lastResort
    logs.configure()
    said = logging.makeLogRecord(
        {
            "name": "uvicorn.error",
            "levelno": logging.ERROR,
            "msg": "Exception in ASGI application %s",
            "args": (nir,),
            "exc_info": (ValueError, ValueError(nir), None),
        }
    )
    try:
        assert logging.lastResort is not None
        logging.lastResort.handle(said)
    finally:
        logging.lastResort = before
        structlog.reset_defaults()
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["library"]) == ("library", "uvicorn.error")
    assert line["error"] == "ValueError"
    assert nir not in json.dumps(line)


def test_nothing_personal_in_the_database_file(make_world, database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("SQLite's own file is looked at; PostgreSQL's rows are looked at above")
    world = make_world()
    secrets = visit(world)
    path = Path(database_url.removeprefix("sqlite:///"))
    left = b"".join(file.read_bytes() for file in path.parent.glob("central.db*")).decode("latin-1")
    assert len(left) > 50_000
    for trace in (*traces(), *secrets):
        assert not appears(trace.encode().decode("latin-1"), left)


def test_the_store_is_kept_with_deletion_that_deletes(database_url: str, make_world) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("a pragma of SQLite")
    engine = make_world().container.engine
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        assert raw.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert raw.execute("PRAGMA synchronous").fetchone() == (2,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_personal_values_do_not_print_themselves(world: World) -> None:
    source = world.container.source
    person = PEOPLE["marie-helene-dupont-test"]
    dossier = source.dossier(person.id, world.container.today())
    assert dossier is not None
    for value in (source, dossier, dossier.assure, dossier.assure.person, person.id, person):
        text = f"{value!r} {value}"
        assert not any(trace in text for trace in traces())
