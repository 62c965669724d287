"""One body for one admin: who may, what is written down before, and when it is too much."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from central.admins.roles import Admin
from central.intake.listing import Listed
from central.intake.reading.messages import AskedItem, NoBody, NotOpened, OpenedBody
from central.store.alarms import alarms
from central.store.audit_models import AuditRow
from central.store.audit_reading import Whole, verify
from central.store.database import transaction
from central.store.intake_models import BodyReadRow, RequestItemRow
from tests.central.intake.reading.asking import (
    AGENT,
    HEAD,
    SEER,
    SITE,
    STRANGER,
    TAGGED,
    Approved,
    Signed,
    asked_for,
    at_site,
    body_reader,
    question,
    token_of,
)
from tests.central.intake.test_request_handler import requests
from tests.central.kiosks import another_kiosk, demande
from tests.central.world import PEOPLE, World
from wire.demandes.address_change import AddressChange

NIR = PEOPLE["camille-martin"].nir


@pytest.fixture
def request_(world: World) -> Listed:
    """A change of address, of an agency's kiosk."""
    at_site(world)
    asked_for(world, demande("address_change"))
    (request,) = requests(world)
    return request


def audited(world: World) -> list[tuple[str | None, str, str | None]]:
    """Of each reading who, what came of it, and whom it was about."""
    rows = select(AuditRow).where(AuditRow.act == "show").order_by(AuditRow.position)
    with transaction(world.container.engine) as db:
        return [(row.account, row.outcome, row.person) for row in db.scalars(rows)]


def reads(world: World) -> list[tuple[str, str | None, UUID, str]]:
    with transaction(world.container.engine) as db:
        rows = db.scalars(select(BodyReadRow).order_by(BodyReadRow.id)).all()
    return [(row.who, row.account, row.request, row.reason) for row in rows]


def raised(world: World) -> set[tuple[str, str, int]]:
    with transaction(world.container.engine) as db:
        return {(each.kind, each.kiosk, each.times) for each in alarms(db, None, 10)}


def test_who_read_what_of_whom_and_why_is_kept(world: World, request_: Listed) -> None:
    answer = body_reader(world).open(question(AGENT, request_.id, "to change it"))
    assert isinstance(answer, OpenedBody)
    assert isinstance(answer.demande, AddressChange)
    assert answer.demande.applicant.nir.value == NIR
    assert answer.reference == request_.items[0].reference
    person = world.container.audit.person(NIR)
    assert audited(world) == [("admin:agnes", "done", person)]
    assert reads(world) == [("Agnes", "admin:agnes", request_.id, "to change it")]
    assert isinstance(verify(world.container.engine, world.container.audit), Whole)


@pytest.mark.parametrize("who", [STRANGER, SEER, TAGGED], ids=lambda who: who.id)
def test_who_may_not_read_there_is_refused_and_that_is_kept(
    world: World, request_: Listed, who: Admin
) -> None:
    with capture_logs() as lines:
        answer = body_reader(world).open(question(who, request_.id))
    assert answer == NoBody(NotOpened.REFUSED)
    assert audited(world) == [(f"admin:{who.id}", "refused", None)]
    assert reads(world) == []
    assert ("reading_refused", f"admin:{who.id}") in {
        (each["event"], each["admin"]) for each in lines
    }


def test_a_session_that_is_over_opens_nothing(world: World, request_: Listed) -> None:
    signed = Signed()
    reader = body_reader(world, signed=signed)
    assert isinstance(reader.open(question(HEAD, request_.id)), OpenedBody)
    signed.sign_out(HEAD)
    assert reader.open(question(HEAD, request_.id)) == NoBody(NotOpened.REFUSED)
    assert reader.open(question(HEAD, uuid4())) == NoBody(NotOpened.REFUSED)
    assert len(reads(world)) == 1


def test_the_digest_that_the_store_keeps_of_a_session_is_no_session(
    world: World, request_: Listed
) -> None:
    signed = Signed()
    (stolen, *_) = signed.live
    asked = replace(question(AGENT, request_.id), session=stolen)
    assert body_reader(world, signed=signed).open(asked) == NoBody(NotOpened.REFUSED)


def test_what_is_not_there_is_unknown_and_what_is_over_erased(
    world: World, request_: Listed
) -> None:
    reader = body_reader(world)
    assert reader.open(question(AGENT, uuid4())) == NoBody(NotOpened.UNKNOWN)
    other = AskedItem("demo", uuid4())
    assert reader.open(question(AGENT, request_.id, item=other)) == NoBody(NotOpened.UNKNOWN)
    with transaction(world.container.engine) as db:
        db.execute(update(RequestItemRow).values(sealed=None))
    assert reader.open(question(AGENT, request_.id)) == NoBody(NotOpened.ERASED)
    assert audited(world) == [("admin:agnes", "erased", None)]


def test_a_body_whose_key_is_not_at_hand_is_there_and_unreadable(
    world: World, request_: Listed
) -> None:
    with transaction(world.container.engine) as db:
        db.execute(update(RequestItemRow).values(sealed=bytes(64)))
    assert body_reader(world).open(question(AGENT, request_.id)) == NoBody(NotOpened.UNREADABLE)
    assert audited(world) == [("admin:agnes", "broken", None)]
    assert reads(world) == []


def test_asked_for_twice_each_asking_is_a_reading_of_its_own(
    world: World, request_: Listed
) -> None:
    world.clock.turn(hours=1)
    newer = asked_for(world, demande("address_change"))
    reader = body_reader(world)
    last = reader.open(question(AGENT, request_.id))
    assert isinstance(last, OpenedBody)
    assert last.id == newer
    first = request_.items[0]
    former = reader.open(question(AGENT, request_.id, item=AskedItem(first.kiosk, first.id)))
    assert isinstance(former, OpenedBody)
    assert former.id == first.id
    assert len(reads(world)) == 2


def test_a_request_stays_at_its_agency_when_the_kiosk_moves_or_another_asks_again(
    world: World, request_: Listed
) -> None:
    at_site(world, "0692")
    assert requests(world)[0].site == SITE
    asked_for(world, demande("address_change"), another_kiosk(world, "borne-08"))
    (same,) = requests(world)
    assert (same.asked, same.site) == (2, SITE)
    assert isinstance(body_reader(world).open(question(AGENT, request_.id)), OpenedBody)
    assert body_reader(world).open(question(STRANGER, request_.id)) == NoBody(NotOpened.REFUSED)


def test_of_no_known_agency_it_is_the_whole_caisses(world: World) -> None:
    asked_for(world, demande("ceam"))
    (request,) = requests(world)
    reader = body_reader(world)
    assert reader.open(question(AGENT, request.id)) == NoBody(NotOpened.REFUSED)
    assert isinstance(reader.open(question(HEAD, request.id)), OpenedBody)


def test_a_question_that_is_replayed_is_another_reading(world: World, request_: Listed) -> None:
    reader, asked = body_reader(world, per_admin_an_hour=3), question(AGENT, request_.id)
    for _ in range(3):
        assert isinstance(reader.open(asked), OpenedBody)
    assert len(reads(world)) == len(audited(world)) == 3
    assert isinstance(reader.open(asked), NoBody)


def test_who_reads_in_bulk_is_stopped_and_somebody_is_told(world: World, request_: Listed) -> None:
    reader = body_reader(world, per_admin_an_hour=2)
    with capture_logs() as lines:
        answers = [reader.open(question(AGENT, request_.id)) for _ in range(5)]
    assert [isinstance(each, OpenedBody) for each in answers] == [True, True, False, False, False]
    assert answers[-1] == NoBody(NotOpened.LIMITED, 3_600)
    assert raised(world) == {("reading-in-bulk", "admin:agnes", 3)}
    told = [each for each in lines if each["event"] == "alarm"]
    assert [(each["kind"], each["kiosk"]) for each in told] == [("reading-in-bulk", "admin:agnes")]
    assert [outcome for _, outcome, _ in audited(world)] == ["done", "done", "limited"]
    assert isinstance(reader.open(question(HEAD, request_.id)), OpenedBody)


def test_the_limit_outlives_a_restart_and_ends_with_its_time(
    world: World, request_: Listed
) -> None:
    assert isinstance(
        body_reader(world, per_admin_an_hour=1).open(question(AGENT, request_.id)), OpenedBody
    )
    again = body_reader(world, per_admin_an_hour=1)
    assert again.open(question(AGENT, request_.id)) == NoBody(NotOpened.LIMITED, 3_600)
    world.clock.turn(hours=1)
    assert isinstance(again.open(question(AGENT, request_.id)), OpenedBody)


def test_slowly_all_day_is_in_bulk_too(world: World, request_: Listed) -> None:
    reader = body_reader(world, per_admin_an_hour=2, per_admin_a_day=4)
    opened = 0
    for _ in range(6):
        opened += isinstance(reader.open(question(AGENT, request_.id)), OpenedBody)
        world.clock.turn(hours=1)
    assert opened == 4


def test_all_together_have_a_limit_which_one_that_is_stopped_does_not_use_up(
    world: World, request_: Listed
) -> None:
    reader = body_reader(world, per_admin_an_hour=2, in_all_an_hour=3)
    for _ in range(10):
        reader.open(question(AGENT, request_.id))
    assert isinstance(reader.open(question(HEAD, request_.id)), OpenedBody)
    assert reader.open(question(HEAD, request_.id)) == NoBody(NotOpened.LIMITED, 3_600)
    assert ("many-readings", "everybody", 1) in raised(world)


def test_guessing_ids_counts_as_reading(world: World, request_: Listed) -> None:
    reader = body_reader(world, per_admin_an_hour=2)
    answers = [reader.open(question(AGENT, uuid4())) for _ in range(3)]
    assert [each.why for each in answers if isinstance(each, NoBody)] == [
        NotOpened.UNKNOWN,
        NotOpened.UNKNOWN,
        NotOpened.LIMITED,
    ]


def test_in_bulk_with_what_two_have_approved_and_no_further(world: World, request_: Listed) -> None:
    approved = Approved("agnes", 2)
    reader = body_reader(world, approved, per_admin_an_hour=1)
    opened = [isinstance(reader.open(question(AGENT, request_.id)), OpenedBody) for _ in range(4)]
    assert opened == [True, True, True, False]
    outcomes = [outcome for _, outcome, _ in audited(world)]
    assert outcomes[:3] == ["done", "bulk", "bulk"]
    assert raised(world) == {("reading-in-bulk", "admin:agnes", 1)}
    foreign = body_reader(world, Approved("sami", 9), per_admin_an_hour=1)
    for _ in range(3):
        assert isinstance(foreign.open(question(STRANGER, request_.id)), NoBody)


def test_two_readers_at_once_each_leave_their_row(world: World, request_: Listed) -> None:
    reader = body_reader(world)
    with ThreadPoolExecutor(8) as threads:
        asked = [question(who, request_.id) for who in (AGENT, HEAD) for _ in range(8)]
        answers = list(threads.map(reader.open, asked))
    assert all(isinstance(each, OpenedBody) for each in answers)
    assert len(reads(world)) == 16
    assert (
        sorted(str(who) for who, _, _ in audited(world))
        == ["admin:agnes"] * 8 + ["admin:chief"] * 8
    )
    assert isinstance(verify(world.container.engine, world.container.audit), Whole)


def test_what_cannot_be_written_down_is_not_told(world: World, request_: Listed) -> None:
    def fail(_connection, _cursor, statement: str, *_) -> None:
        if statement.startswith("INSERT INTO audit"):
            raise OperationalError("x", None, Exception())

    engine = world.container.engine
    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(OperationalError):
        body_reader(world, per_admin_an_hour=1).open(question(AGENT, request_.id))
    event.remove(engine, "before_cursor_execute", fail)
    assert reads(world) == []
    assert audited(world) == []
    answer = body_reader(world, per_admin_an_hour=1).open(question(AGENT, request_.id))
    assert isinstance(answer, OpenedBody)


def test_nothing_of_the_person_or_the_session_is_logged_or_printed(
    world: World, request_: Listed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reader = body_reader(world, per_admin_an_hour=1)
    asked = question(AGENT, request_.id, "to see to Camille MARTIN")
    with capture_logs() as lines:
        answers = [reader.open(asked), reader.open(asked), reader.open(question(SEER, uuid4()))]
        broken = replace(reader, bodies=None)  # type: ignore[arg-type]
        with pytest.raises(AttributeError) as error:
            broken.open(question(HEAD, request_.id))
    shown = f"{lines} {caplog.text} {asked} {answers} {error.value!r}"
    for trace in (NIR, "MARTIN", token_of(AGENT), token_of(HEAD), token_of(SEER)):
        assert trace not in shown
