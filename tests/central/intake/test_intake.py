"""The intake: each item once in effect, each answered by itself, never half of one."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from central.crypto.decryption import IntakeKeys
from central.intake import judging
from central.intake.handlers import Received
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.intake_models import (
    ConflictRow,
    IntakeRow,
    RequestItemRow,
    RequestRow,
    TombstoneRow,
)
from tests.central.kiosks import (
    DEMANDE,
    Queue,
    another_kiosk,
    as_item,
    as_json,
    demande,
    outcomes,
    sync,
    tombstone,
)
from tests.central.rights.test_sessions import slug_of
from tests.central.world import INTAKE_KEYS, PEOPLE, World
from wire.demandes.kinds import KINDS
from wire.sync import NOT_YET, Item


def count(world: World, table: Any, *where: Any) -> int:
    with transaction(world.container.engine) as db:
        return db.scalar(select(func.count()).select_from(table).where(*where)) or 0


def lines(capsys: pytest.CaptureFixture[str], event_name: str) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if event_name in line]


@pytest.fixture
def queue() -> Queue:
    return Queue()


def test_an_item_that_comes_again_is_a_duplicate_however_late(world: World, queue: Queue) -> None:
    sent = queue.batch(queue.item(demande("ceam")), queue.item(demande("card_damaged")))
    assert outcomes(world.kiosk, sent) == ["stored", "stored"]
    world.clock.turn(days=4_000)
    assert outcomes(world.kiosk, sent) == ["duplicate", "duplicate"]
    assert (count(world, IntakeRow), count(world, RequestItemRow)) == (2, 2)


def test_an_item_twice_in_one_batch_is_stored_once(world: World, queue: Queue) -> None:
    item = queue.item(demande("ceam"))
    answers = [each.outcome for each in sync(world.kiosk, queue.batch(item, item)).answers]
    assert answers == ["stored", "duplicate"]
    assert count(world, RequestItemRow) == 1


def test_sent_many_times_at_once_it_is_stored_once(world: World, queue: Queue) -> None:
    people = ("camille-martin", "aicha-diallo", "ange-santoni")
    sent = queue.batch(*(queue.item(demande("card_damaged", slug)) for slug in people))
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: tuple(outcomes(world.kiosk, sent)), range(6)))
    for of_one_item in zip(*answers, strict=True):
        assert sorted(of_one_item) == ["duplicate"] * 5 + ["stored"]
    for table in (IntakeRow, RequestItemRow, RequestRow, AuditRow):
        assert count(world, table) == 3


def test_two_kiosks_may_use_the_same_id(world: World, queue: Queue) -> None:
    same = uuid4()
    first = queue.batch(queue.item(demande("ceam"), id=same))
    second = queue.batch(queue.item(demande("ceam", "aicha-diallo"), id=same))
    assert outcomes(world.kiosk, first) == ["stored"]
    assert outcomes(another_kiosk(world, "other"), second) == ["stored"]


def test_another_content_under_a_known_id_is_a_conflict_and_an_alarm(
    world: World, queue: Queue, capsys: pytest.CaptureFixture[str]
) -> None:
    item = queue.item(demande("ceam"))
    other = queue.item(demande("ceam", "aicha-diallo"), id=item.header.id)
    assert outcomes(world.kiosk, queue.batch(item)) == ["stored"]
    for _ in range(2):
        assert outcomes(world.kiosk, queue.batch(other)) == ["conflict"]
    assert len(lines(capsys, "intake_conflict")) == 1
    assert outcomes(world.kiosk, queue.batch(item)) == ["duplicate"]
    with transaction(world.container.engine) as db:
        row = db.scalars(select(ConflictRow)).one()
    assert (row.known_digest, row.digest) == (item.digest, other.digest)
    assert count(world, RequestItemRow) == 1


STRANGER = X25519PrivateKey.from_private_bytes(b"s" * 32)


def bad_items(queue: Queue) -> dict[str, Item]:
    """An item for each code."""
    ceam = demande("ceam")
    spoilt, turned = queue.item(ceam), queue.item(ceam)
    header = replace(turned.header, sequence=2)
    return {
        "bad-digest": as_item(spoilt.header, spoilt.sealed, "0" * 64),
        "unknown-kind": queue.item(ceam, kind="dentist"),
        "unknown-schema": queue.item(ceam, schema_version=ceam.newest_version + 1),
        "unknown-key": Queue(public=STRANGER.public_key()).item(ceam),
        "seal-broken": as_item(header, turned.sealed),
        "malformed-body": queue.item(ceam, body=b'{"kind": "ceam"}'),
        "bad-session-reference": queue.item(ceam, assurance="code"),
    }


def test_a_bad_item_is_rejected_each_time_and_stops_no_other(world: World, queue: Queue) -> None:
    bad = bad_items(queue)
    first, last = (
        queue.item(demande("card_damaged", slug)) for slug in ("wei-zhang", "ali-hassan")
    )
    sent = queue.batch(first, *bad.values(), last)
    assert outcomes(world.kiosk, sent) == ["stored", *bad, "stored"]
    assert outcomes(world.kiosk, sent) == ["duplicate", *bad, "duplicate"]
    assert count(world, AuditRow, AuditRow.outcome == "rejected") == len(bad)
    assert count(world, RequestItemRow) == 2


@pytest.mark.any_store
def test_what_is_no_request_of_its_kind_is_malformed(world: World, queue: Queue) -> None:
    right = DEMANDE.write(demande("ceam"))
    bodies = [
        b" ",
        b"{",
        b"null",
        b"\xff",
        right[:-1] + b', "kind": "ceam"}',
        DEMANDE.write(demande("card_damaged")),
        right.replace(PEOPLE["camille-martin"].nir.encode(), b"1" * 15),
    ]
    sent = queue.batch(*(queue.item(demande("ceam"), body=body) for body in bodies))
    assert outcomes(world.kiosk, sent) == ["malformed-body"] * len(bodies)


def test_what_was_rejected_for_want_of_a_key_is_taken_when_it_is_there(
    make_world, queue: Queue
) -> None:
    before = make_world()
    item = Queue(public=STRANGER.public_key()).item(demande("ceam"))
    assert outcomes(before.kiosk, queue.batch(item)) == ["unknown-key"]
    keys = IntakeKeys.of(INTAKE_KEYS.current, STRANGER)
    after = make_world(intake_keys=keys)
    newer = queue.item(demande("ceam", "wei-zhang"))
    assert outcomes(after.kiosk, queue.batch(item, newer)) == ["stored", "stored"]
    assert outcomes(after.kiosk, queue.batch(item)) == ["duplicate"]


@pytest.mark.parametrize("lack", sorted(NOT_YET))
def test_what_central_lacks_something_for_is_stored_once_it_has_it(
    make_world,
    queue: Queue,
    lack: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stranger = Queue(public=STRANGER.public_key())
    item = (stranger if lack == "unknown-key" else queue).item(demande("ceam"))
    before = make_world()
    with monkeypatch.context() as older:
        if lack == "unknown-kind":
            older.setattr(judging, "KINDS", {})
        if lack == "unknown-schema":
            older.setattr(judging, "KINDS", {**KINDS, "ceam": OlderKind})
        for _ in range(3):
            assert outcomes(before.kiosk, queue.batch(item)) == [lack]
    said = capsys.readouterr().out
    assert (said.count("intake_rejected"), said.count("intake_not_yet")) == (1, 2)
    assert count(before, AuditRow, AuditRow.outcome == "rejected") == 1
    after = make_world(intake_keys=IntakeKeys.of(INTAKE_KEYS.current, STRANGER))
    assert outcomes(after.kiosk, queue.batch(item)) == ["stored"]
    assert outcomes(after.kiosk, queue.batch(item)) == ["duplicate"]
    assert (count(after, IntakeRow), count(after, RequestItemRow)) == (1, 1)


class OlderKind:
    """A kind as a release knew it whose schemas are all older than today's."""

    newest_version = 0


class FailsOnce:
    """A handler that breaks on one person's request, with the person in the text of its error."""

    def __init__(self, nir: str) -> None:
        self.nir, self.is_broken, self.taken = nir, True, 0

    def take(self, _db, requests: Sequence[Received]) -> None:
        for each in requests:
            if self.is_broken and each.demande.applicant.nir.value == self.nir:
                raise RuntimeError(f"cannot write for {self.nir}")
            self.taken += 1


def test_a_handler_that_fails_leaves_its_item_unanswered_and_nothing_of_it(
    make_world, queue: Queue, capsys: pytest.CaptureFixture[str]
) -> None:
    nir = PEOPLE["wei-zhang"].nir
    handler = FailsOnce(nir)
    world = make_world(handlers=dict.fromkeys(KINDS, handler))
    people = ("camille-martin", "wei-zhang", "aicha-diallo")
    sent = queue.batch(*(queue.item(demande("ceam", slug)) for slug in people))
    assert outcomes(world.kiosk, sent) == ["stored", "unanswered", "stored"]
    assert (count(world, IntakeRow), count(world, AuditRow)) == (2, 2)
    said = capsys.readouterr().out
    assert "RuntimeError" in said
    assert nir not in said
    handler.is_broken = False
    assert outcomes(world.kiosk, sent) == ["duplicate", "stored", "duplicate"]


class NoSource:
    def identify(self, given) -> Any:
        raise ConnectionError(f"no way to {given.nir}")


def test_while_the_rights_source_fails_what_needs_it_is_not_answered(
    make_world, world: World, queue: Queue
) -> None:
    world.kiosk.log_in("camille-martin")
    proved = queue.item(
        demande("ceam"),
        assurance="code",
        session_reference=world.kiosk.reference,
        subject=world.kiosk.visit,
    )
    card = queue.item(demande("card_damaged"))
    typed = queue.item(demande("card_damaged", named=False), assurance="declared")
    sent = queue.batch(proved, card, typed)
    answers = ["unanswered", "unanswered", "stored"]
    assert outcomes(make_world(source=NoSource()).kiosk, sent) == answers
    assert outcomes(world.kiosk, sent) == ["stored", "stored", "duplicate"]


@contextmanager
def failing(world: World, at: str) -> Iterator[None]:
    """The store takes no row of that table."""

    def fail(_connection, _cursor, statement: str, *_: Any) -> None:
        if statement.startswith(f"INSERT INTO {at} "):
            raise OperationalError("", {}, Exception("disk full"))

    event.listen(world.container.engine, "before_cursor_execute", fail)
    yield
    event.remove(world.container.engine, "before_cursor_execute", fail)


def test_a_store_that_fails_on_the_way_keeps_nothing_and_asks_to_wait(
    world: World, queue: Queue
) -> None:
    sent = queue.batch(queue.item(demande("ceam")), queue.item(demande("card_damaged")))
    for at in ("intake", "audit", "requests", "request_items"):
        with failing(world, at):
            response = world.kiosk.call("POST", "/v1/sync", as_json(sent))
        assert (response.status_code, slug_of(response)) == (503, "store-unavailable")
        assert int(response.headers["retry-after"]) > 0
        for table in (IntakeRow, AuditRow, RequestRow, RequestItemRow):
            assert count(world, table) == 0
    assert outcomes(world.kiosk, sent) == ["stored", "stored"]


def test_an_alarm_is_told_though_what_comes_after_it_fails(
    world: World, queue: Queue, capsys: pytest.CaptureFixture[str]
) -> None:
    item = queue.item(demande("ceam"))
    other = queue.item(demande("ceam"), id=item.header.id)
    lost = tombstone(queue.item(demande("ceam")))
    sync(world.kiosk, queue.batch(item))
    sent = queue.batch(other, tombstones=(lost,))
    with failing(world, "intake_tombstones"):
        response = world.kiosk.call("POST", "/v1/sync", as_json(sent))
    assert slug_of(response) == "store-unavailable"
    assert outcomes(world.kiosk, sent) == ["conflict", "stored"]
    assert len(lines(capsys, "intake_conflict")) == 1


def test_every_item_has_its_row_in_the_audit(world: World, queue: Queue) -> None:
    items = [queue.item(demande(kind)) for kind in KINDS]
    rejected = queue.item(demande("ceam"), kind="dentist")
    lost = queue.item(demande("ceam"))
    sync(world.kiosk, queue.batch(*items, rejected, tombstones=(tombstone(lost),)))
    with transaction(world.container.engine) as db:
        rows = db.execute(select(AuditRow.action, AuditRow.visit, AuditRow.act, AuditRow.outcome))
        found = {tuple(row) for row in rows}
    assert found == {
        *((i.header.id, i.header.subject, "request", "stored") for i in items),
        (rejected.header.id, rejected.header.subject, "request", "rejected"),
        (lost.header.id, lost.header.subject, "lost", "expired"),
    }


def test_a_tombstone_is_kept_once_and_what_comes_after_it_is_taken(
    world: World, queue: Queue, capsys: pytest.CaptureFixture[str]
) -> None:
    item = queue.item(demande("ceam"))
    gone, again = tombstone(item), tombstone(item, "quarantined", "too-large")
    assert outcomes(world.kiosk, queue.batch(tombstones=(gone,))) == ["stored"]
    assert outcomes(world.kiosk, queue.batch(tombstones=(gone,))) == ["duplicate"]
    assert len(lines(capsys, "intake_tombstone")) == 1
    assert outcomes(world.kiosk, queue.batch(tombstones=(again,))) == ["stored"]
    assert count(world, TombstoneRow) == 1
    assert outcomes(world.kiosk, queue.batch(item)) == ["stored"]
