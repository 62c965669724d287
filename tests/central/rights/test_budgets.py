"""A kiosk's day: what people cause who stand before it goes on, what a hunter does is stopped."""

from typing import NoReturn

import pytest
import structlog
from sqlalchemy.exc import OperationalError

from central.config.setting_budgets import BudgetSettings
from central.intake.intake import Intake
from central.rights.people import CardIdentity
from central.rights.seeded import SeededSource, seeded_source
from central.rights.source import Identified
from central.store.alarms import alarms
from central.store.database import transaction
from tests.central.conftest import MakeWorld
from tests.central.kiosks import Queue, another_kiosk, as_json, demande, outcomes
from tests.central.rights.test_sessions import slug_of
from tests.central.world import AMPLE, PEOPLE, Kiosk, World, card

DAY_S = 86_400


def raised(world: World) -> list[tuple[str, str]]:
    with transaction(world.container.engine) as db:
        return [(alarm.kind, alarm.kiosk) for alarm in alarms(db, None, 100)]


def opening(kiosk: Kiosk, slug: str = "camille-martin", **changes: str) -> str:
    response = kiosk.call("POST", "/v1/citizen-sessions", card(slug) | changes)
    if response.status_code == 200:
        return str(response.json()["outcome"])
    assert (response.status_code, slug_of(response)) == (429, "too-many-requests")
    assert 0 < int(response.headers["retry-after"]) <= DAY_S
    return "paused"


def little(**budgets: int) -> BudgetSettings:
    return AMPLE.model_copy(update=budgets)


def test_who_has_number_and_birth_date_but_not_the_names_opens_nothing(kiosk: Kiosk) -> None:
    assert opening(kiosk, family_name="DURAND") == "person_unknown"
    assert opening(kiosk, given_name="Claire") == "person_unknown"
    assert opening(kiosk, family_name="MÂRTIN", given_name="CAMILLE") == "opened"
    assert opening(kiosk, "alain-michel", family_name="DURAND") == "person_unknown"


class CarelessSource(SeededSource):
    """A caisse's source that looks at the number alone."""

    def identify(self, card: CardIdentity) -> Identified:
        person = next(p for p in self.people.values() if p.nir == card.nir)
        return Identified(self._person(person))


def test_a_source_that_does_not_look_at_names_opens_nothing_either(make_world) -> None:
    seeded = seeded_source()
    kiosk = make_world(source=CarelessSource(seeded.caisses, seeded.people, {})).kiosk
    assert opening(kiosk) == "opened"
    assert opening(kiosk, family_name="DURAND") == "person_unknown"


def test_who_hunts_for_people_with_a_stolen_token_is_paused_and_staff_are_told(make_world) -> None:
    world = make_world(budgets=little(unknown_per_kiosk=3))
    names = ("A", "B", "C", "D")
    with structlog.testing.capture_logs() as lines:
        assert [opening(world.kiosk, family_name=name) for name in names] == ["person_unknown"] * 4
    assert opening(world.kiosk) == "paused"
    assert raised(world) == [("many-unknown-persons", "demo")]
    assert [line["kind"] for line in lines if line["event"] == "alarm"] == ["many-unknown-persons"]
    world.clock.turn(seconds=DAY_S)
    assert opening(world.kiosk) == "opened"


def test_the_same_unreadable_name_of_one_visitor_counts_once(make_world) -> None:
    world = make_world(budgets=little(unknown_per_kiosk=1))
    assert [opening(world.kiosk, family_name="?") for _ in range(5)] == ["person_unknown"] * 5
    assert opening(world.kiosk) == "opened"


def test_a_kiosk_serves_no_more_people_in_a_day_than_can_stand_before_it(make_world) -> None:
    world = make_world(budgets=little(persons_per_kiosk=2))
    people = ("camille-martin", "wei-zhang", "camille-martin", "zalmai")
    assert [opening(world.kiosk, slug) for slug in people] == ["opened"] * 3 + ["paused"]
    assert raised(world) == [("many-persons", "demo")]
    assert opening(another_kiosk(world, "other"), "zalmai") == "opened"


def test_wrong_codes_of_a_day_pause_the_kiosk_over_all_workers_and_restarts(make_world) -> None:
    worker = make_world(budgets=little(failures_per_kiosk=4))
    other_worker = make_world(budgets=little(failures_per_kiosk=4))
    for world in (worker, other_worker):
        world.kiosk.open("camille-martin")
        assert [world.kiosk.code("0000")["outcome"] for _ in range(2)] == ["wrong"] * 2
        world.kiosk.code("2580")
    worker.kiosk.log_in("camille-martin")
    assert worker.kiosk.code("0000")["outcome"] == "wrong"
    for world in (worker, other_worker):
        assert opening(world.kiosk) == "paused"
        for path, body in (
            ("code", {"kind": "personal", "code": "2580"}),
            ("provisional-code", None),
        ):
            refused = world.kiosk.call("POST", f"/v1/citizen-sessions/{path}", body)
            assert slug_of(refused) == "too-many-requests"
    assert worker.kiosk.rights()
    assert raised(worker) == [("many-wrong-codes", "demo")]


def test_who_has_messages_sent_to_one_person_after_the_other_is_stopped(make_world) -> None:
    world = make_world(budgets=little(messages_per_kiosk=2))
    for slug in ("moussa-traore", "zalmai"):
        world.kiosk.open(slug)
        assert world.kiosk.send_code().json()["outcome"] == "sent"
    world.kiosk.open("camille-martin")
    assert slug_of(world.kiosk.send_code()) == "too-many-requests"
    assert len(world.phone.received) == 2
    assert raised(world) == [("many-messages", "demo")]
    assert opening(world.kiosk, "wei-zhang") == "opened", "who knows a code is served"


def test_a_pause_that_staff_understand_is_ended_by_them(make_world) -> None:
    world = make_world(budgets=little(persons_per_kiosk=1))
    assert [opening(world.kiosk, slug) for slug in ("zalmai", "wei-zhang")] == ["opened", "paused"]
    with transaction(world.container.engine) as db:
        world.container.budgets.resume(db, "demo")
    assert opening(world.kiosk, "wei-zhang") == "opened"


def test_a_stolen_token_does_not_fill_the_ledger(make_world) -> None:
    world = make_world(budgets=little(items_per_kiosk=100))
    queue = Queue()
    batches = [queue.batch(*(queue.item(demande("ceam")) for _ in range(50))) for _ in range(3)]
    for sent in batches[:2]:
        assert outcomes(world.kiosk, sent) == ["stored"] * 50
    assert outcomes(world.kiosk, queue.batch()) == []
    refused = world.kiosk.call("POST", "/v1/sync", as_json(batches[2]))
    assert (refused.status_code, slug_of(refused)) == (429, "too-many-requests")
    assert raised(world) == [("many-requests", "demo")]
    world.clock.turn(seconds=DAY_S)
    assert outcomes(world.kiosk, batches[2]) == ["stored"] * 50


def test_a_kiosk_that_must_send_again_uses_nothing_up(make_world) -> None:
    world = make_world(budgets=little(items_per_kiosk=100))
    queue = Queue()
    sent = queue.batch(*(queue.item(demande("ceam")) for _ in range(50)))
    assert outcomes(world.kiosk, sent) == ["stored"] * 50
    for _ in range(5):
        assert outcomes(world.kiosk, sent) == ["duplicate"] * 50
    newer = queue.batch(*(queue.item(demande("ceam")) for _ in range(50)))
    assert outcomes(world.kiosk, newer) == ["stored"] * 50


def test_a_kiosk_that_offers_again_what_central_lacks_uses_nothing_up(make_world) -> None:
    world = make_world(budgets=little(items_per_kiosk=100))
    queue = Queue()
    sent = queue.batch(*(queue.item(demande("ceam"), kind="dentist") for _ in range(50)))
    for _ in range(5):
        assert outcomes(world.kiosk, sent) == ["unknown-kind"] * 50
    assert raised(world) == []
    newer = queue.batch(*(queue.item(demande("ceam")) for _ in range(50)))
    assert outcomes(world.kiosk, newer) == ["stored"] * 50


def test_a_store_that_fails_for_a_while_uses_up_no_kiosks_day(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OperationalError("", {}, Exception())

    world = make_world(budgets=little(items_per_kiosk=100))
    queue = Queue()
    sent = queue.batch(*(queue.item(demande("ceam")) for _ in range(50)))
    with monkeypatch.context() as failing:
        failing.setattr(Intake, "receive", fail)
        for _ in range(5):
            answer = world.kiosk.call("POST", "/v1/sync", as_json(sent))
            assert answer.status_code == 503
    assert outcomes(world.kiosk, sent) == ["stored"] * 50
    assert raised(world) == []


@pytest.mark.parametrize("visits", [150])
def test_the_busiest_day_of_a_kiosk_is_far_from_its_budgets(visits: int) -> None:
    budgets = BudgetSettings()
    assert budgets.persons_per_kiosk >= 2 * visits
    assert budgets.failures_per_kiosk >= 2 * visits // 5
    assert budgets.items_per_kiosk >= 3 * visits
    assert len(PEOPLE) < budgets.persons_per_kiosk
