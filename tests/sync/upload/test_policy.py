"""What follows from each way an exchange of the queue can go."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args
from uuid import UUID

import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.outbox.action import (
    Acknowledged,
    Batch,
    Later,
    NotYet,
    Quarantined,
    Verdict,
)
from kiosk.sync.upload.policy import (
    AT_ONCE,
    BACK_OFF_MOST_S,
    NOT_YET_FIRST_S,
    NOT_YET_MOST_S,
    REFUSED_AGAIN_S,
    RETRY_AFTER_MOST_S,
    Decision,
    Exchanged,
    Pace,
    Until,
    Wait,
    back_off,
    decide,
)
from tests.sync.fakes import NOW
from tests.sync.upload import batches
from tests.sync.upload.batches import action, batch, said
from wire.codec import codec_of
from wire.headers import MAX_BODY_BYTES
from wire.sync import MAX_ITEMS, MAX_SEALED_BYTES, Lack, SyncRequest

AT_FIRST = Pace()
THREE = batch(1, 2, graves=(3,))
A_DAY = timedelta(hours=24)


def by_central(status: int, retry_after_s: float | None = None) -> TurnedDown:
    return TurnedDown(status, by_central=True, retry_after_s=retry_after_s)


def by_a_portal(status: int) -> TurnedDown:
    return TurnedDown(status, by_central=False)


def decided(
    came_to: Exchanged, of: Batch = THREE, pace: Pace = AT_FIRST, chance: float = 0.5
) -> Decision:
    return decide(of, came_to, pace, NOW, lambda: chance)


def all_of(of: Batch, verdict: Verdict) -> dict[UUID, Verdict]:
    ids = [each.header.id for each in of.items] + [each.id for each in of.tombstones]
    return dict.fromkeys(ids, verdict)


@pytest.mark.parametrize(
    "came_to",
    [
        *(pytest.param(Unreachable(cause), id=cause.value) for cause in Cause),
        *(
            pytest.param(by(status), id=f"{status} {by.__name__}")
            for by in (by_central, by_a_portal)
            for status in (408, 425, 429, 500, 502, 503, 504, 599)
        ),
        *(
            pytest.param(by_a_portal(status), id=f"{status} of somebody else")
            for status in (400, 404, 405, 409, 410, 422, 451)
        ),
    ],
)
def test_what_says_nothing_of_the_items_is_tried_again_by_one_alone(came_to: Exchanged):
    decision = decided(came_to, pace=Pace(failures=2, limit=MAX_ITEMS, vouched=True))
    assert decision.verdicts == all_of(THREE, Later())
    assert decision.pace == Pace(failures=3, limit=1)
    assert decision.wait == Wait(4.0, Until.LINK)
    assert decision.poll_in_s is None


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("by", [by_central, by_a_portal])
def test_a_kiosk_that_is_not_known_looks_again_every_quarter_of_an_hour(status, by):
    decision = decided(by(status))
    assert decision.verdicts == all_of(THREE, Later())
    assert decision.wait == Wait(REFUSED_AGAIN_S, Until.LINK)
    assert decision.pace.limit == 1


@pytest.mark.parametrize(
    ("asked", "waits"), [(0.0, 1.0), (17.0, 18.0), (10.0**9, RETRY_AFTER_MOST_S + 1.0)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_central_is_left_alone_for_as_long_as_it_asks_for(status, asked, waits):
    assert decided(by_central(status, asked)).wait == Wait(waits, Until.TIME)


def test_however_long_central_was_away_it_is_believed_when_it_says_how_long():
    long_away = Pace(failures=12)
    assert decided(by_central(503, 20.0), pace=long_away).wait == Wait(40.0, Until.TIME)
    assert decided(by_central(503, 20.0), pace=long_away, chance=0.0).wait.seconds == 20.0


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_batch_that_is_refused_goes_up_in_halves_at_once(status):
    decision = decided(by_central(status), batch(*range(50)), Pace(0, MAX_ITEMS, vouched=True))
    assert decision.verdicts == all_of(batch(*range(50)), Later())
    assert (decision.pace.limit, decision.wait) == (25, AT_ONCE)


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (by_central(400), "refused-400"),
        (by_central(422), "refused-422"),
        (by_central(413), "too-large"),
        (by_a_portal(413), "too-large"),
    ],
)
@pytest.mark.parametrize("alone", [batch(1), batch(graves=(1,))])
def test_one_alone_is_to_blame_only_if_an_empty_message_is_taken(refusal, reason, alone):
    doubt = decided(refusal, alone)
    assert doubt.verdicts == all_of(alone, Later())
    assert (doubt.pace.limit, doubt.wait) == (0, AT_ONCE)

    vouched = decided(said({}), batch(), doubt.pace)
    assert (vouched.pace, vouched.wait) == (Pace(0, 1, vouched=True), AT_ONCE)

    blamed = decided(refusal, alone, vouched.pace)
    assert blamed.verdicts == all_of(alone, Quarantined(reason))
    assert blamed.pace == Pace()


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_central_that_refuses_even_an_empty_message_costs_nobody_anything(status):
    decision = decided(by_central(status), batch(), Pace(failures=3, limit=0))
    assert decision.verdicts == {}
    assert (decision.pace.limit, decision.pace.failures) == (0, 4)
    assert decision.wait == Wait(8.0, Until.LINK)


@pytest.mark.parametrize("status", [404, 405, 409, 410, 451])
def test_what_is_turned_away_is_given_up_after_a_day_and_not_before(status):
    since = {action(1): NOW - A_DAY, action(2): NOW - A_DAY + timedelta(seconds=1)}
    old = replace(THREE, refused_since=since)
    unsure = decided(by_central(status), old)
    assert (unsure.verdicts, unsure.pace.limit, unsure.wait) == (all_of(old, Later()), 0, AT_ONCE)
    decision = decided(by_central(status), old, Pace(vouched=True))
    assert decision.verdicts == {
        action(1): Quarantined(f"refused-{status}"),
        action(2): Later(refused=True),
        action(3): Later(refused=True),
    }
    assert decision.pace == Pace(failures=1, limit=1)
    assert decision.wait.until is Until.LINK


def test_central_answers_for_each_one():
    answer = said({1: "stored", 2: "duplicate", 3: "conflict"})
    decision = decided(answer, batch(1, 2, 3, 4))
    assert decision.verdicts == {
        action(1): Acknowledged(),
        action(2): Acknowledged(),
        action(3): Quarantined("conflict"),
        action(4): Later(),
    }


@pytest.mark.parametrize(("code", "reason"), [("seal-broken", "seal-broken"), (None, "rejected")])
def test_a_rejected_one_keeps_centrals_reason(code, reason):
    decision = decided(said({1: "rejected"}, code), batch(1))
    assert decision.verdicts == {action(1): Quarantined(reason)}


def test_an_answer_for_what_was_not_sent_is_nothing():
    decision = decided(said({1: "stored", 9: "stored"}), batch(1))
    assert decision.verdicts == {action(1): Acknowledged()}


def test_two_answers_that_contradict_each_other_are_none():
    twice = (
        said({1: "stored"}).answers + said({1: "conflict"}).answers + said({1: "stored"}).answers
    )
    answer = replace(said({}), answers=twice)
    assert decided(answer, batch(1)).verdicts == {action(1): Later()}


def test_an_answer_to_nobody_backs_off_and_leaves_the_others_their_chance():
    decision = decided(said({}), batch(1, 2), Pace(failures=1, limit=8))
    assert decision.verdicts == all_of(batch(1, 2), Later())
    assert decision.pace == Pace(failures=2, limit=8, vouched=True)
    assert decision.wait == Wait(2.0, Until.LINK)


def test_after_a_probe_the_batches_grow_to_the_largest():
    pace, limits = Pace(failures=5), []
    for _ in range(8):
        pace = decided(said({1: "stored"}), batch(1), pace).pace
        limits.append(pace.limit)
    assert limits == [2, 4, 8, 16, 32, 50, 50, 50]
    assert pace.failures == 0


def test_while_there_is_progress_nothing_waits():
    decision = decided(said({1: "stored"}), batch(1, 2))
    assert decision.wait == AT_ONCE


@pytest.mark.parametrize(("chance", "poll_in_s"), [(0.0, 48.0), (0.5, 60.0), (1.0, 72.0)])
def test_kiosks_poll_when_central_wants_and_drift_apart(chance, poll_in_s):
    assert decided(said({}), batch(), chance=chance).poll_in_s == pytest.approx(poll_in_s)


def test_pauses_double_up_to_a_quarter_of_an_hour():
    most = [back_off(failures, lambda: 1.0) for failures in (1, 2, 3, 9, 10, 500)]
    assert most == [2.0, 4.0, 8.0, 512.0, BACK_OFF_MOST_S, BACK_OFF_MOST_S]
    assert back_off(500, lambda: 0.0) == 0.0


def test_the_largest_batch_fits_the_door():
    longest = "r" * 400
    items = tuple(
        batches.item(n, session_reference=longest, sealed=b"\xff" * MAX_SEALED_BYTES)
        for n in range(MAX_ITEMS)
    )
    request = SyncRequest(
        sent_at=NOW,
        boot=batches.BOOT,
        uptime_s=1e6,
        backlog=10**6,
        items=items,
        tombstones=tuple(batches.tombstone(n) for n in range(MAX_ITEMS)),
    )
    assert len(codec_of(SyncRequest).write(request)) <= MAX_BODY_BYTES


@pytest.mark.parametrize("code", get_args(Lack))
def test_what_central_lacks_something_for_waits_and_holds_up_nothing(code: Lack):
    decision = decided(said({1: "rejected"}, code), batch(1), Pace(0, 4, vouched=True))
    assert decision.verdicts == {action(1): NotYet(code, NOT_YET_FIRST_S)}
    assert (decision.pace, decision.wait) == (Pace(0, 8, vouched=True), AT_ONCE)


@pytest.mark.parametrize(
    ("before", "hours"), [(0, 1), (1, 2), (4, 16), (5, 24), (9, 24), (2**31 - 1, 24)]
)
def test_it_is_offered_again_after_an_hour_doubling_to_a_day(before: int, hours: int):
    of = replace(batch(1), put_off={action(1): before})
    decision = decided(said({1: "rejected"}, "unknown-kind"), of)
    assert decision.verdicts == {action(1): NotYet("unknown-kind", hours * NOT_YET_FIRST_S)}
    assert hours * NOT_YET_FIRST_S <= NOT_YET_MOST_S


@pytest.mark.parametrize(("chance", "share"), [(0.0, 0.8), (1.0, 1.2)])
def test_kiosks_that_were_put_off_together_drift_apart(chance: float, share: float):
    decision = decided(said({1: "rejected"}, "unknown-key"), batch(1), chance=chance)
    (verdict,) = decision.verdicts.values()
    assert isinstance(verdict, NotYet)
    assert verdict.again_in_s == pytest.approx(share * NOT_YET_FIRST_S)


def test_every_other_rejection_stays_final():
    decision = decided(said({1: "rejected"}, "unknown-planet"), batch(1))
    assert decision.verdicts == {action(1): Quarantined("unknown-planet")}
