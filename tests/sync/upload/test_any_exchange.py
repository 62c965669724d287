"""What holds for every exchange of the queue, however it goes."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.outbox.action import Acknowledged, Later, Quarantined
from kiosk.sync.upload.policy import (
    AT_ONCE,
    BACK_OFF_MOST_S,
    RETRY_AFTER_MOST_S,
    Exchanged,
    Pace,
    decide,
    portion,
)
from tests.sync.fakes import NOW
from tests.sync.upload.batches import action, batch, said
from wire.sync import MAX_ITEMS, ItemAnswer, SyncAnswer

A_DAY = timedelta(hours=24)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, MAX_ITEMS), st.integers(0, 3))
def test_a_portion_is_as_large_as_it_may_be_and_leaves_nobody_out(items, graves, limit, failures):
    whole = batch(*range(items), graves=tuple(range(100, 100 + graves)), backlog=5)
    part = portion(whole, Pace(failures, limit))
    assert len(part.items) + len(part.tombstones) == min(limit, items + graves)
    assert part.items == whole.items[: len(part.items)]
    assert part.tombstones == whole.tombstones[: len(part.tombstones)]
    assert part.backlog == 5 + items - len(part.items)
    a_grave_alone = limit == 1 and failures % 2 and graves
    assert bool(part.items) == bool(items and limit and not a_grave_alone)
    assert len(part.tombstones) >= min(graves, limit // 2)


NUMBERS = st.lists(st.integers(0, 60), max_size=MAX_ITEMS, unique=True).map(tuple)
OUTCOMES = st.sampled_from(["stored", "duplicate", "conflict", "rejected"])
ANSWERS = st.lists(
    st.builds(ItemAnswer, id=st.integers(0, 60).map(action), outcome=OUTCOMES), max_size=60
)
EXCHANGES: st.SearchStrategy[Exchanged] = st.one_of(
    st.builds(Unreachable, st.sampled_from(Cause)),
    st.builds(
        TurnedDown,
        st.integers(400, 599),
        st.booleans(),
        st.none() | st.floats(-1e12, 1e12),
    ),
    st.builds(
        SyncAnswer,
        server_time=st.just(NOW),
        next_poll_s=st.floats(1, 3600),
        answers=ANSWERS.map(tuple),
    ),
)
PACES = st.builds(Pace, st.integers(0, 10_000), st.integers(0, MAX_ITEMS), st.booleans())


@given(
    numbers=NUMBERS,
    came_to=EXCHANGES,
    pace=PACES,
    chance=st.floats(0.01, 1, exclude_max=True),
    old=st.booleans(),
)
def test_whatever_comes_each_one_has_its_verdict_and_none_is_lost(
    numbers, came_to, pace, chance, old
):
    since = {action(number): NOW - 2 * A_DAY for number in numbers} if old else {}
    sent = replace(batch(*numbers), refused_since=since)
    decision = decide(sent, came_to, pace, NOW, lambda: chance)

    assert set(decision.verdicts) == {action(number) for number in numbers}
    assert 0 <= decision.pace.limit <= MAX_ITEMS
    assert 0 <= decision.wait.seconds <= RETRY_AFTER_MOST_S + BACK_OFF_MOST_S
    match came_to:
        case SyncAnswer(answers=answers):
            had = {each.id for each in answers if each.outcome in {"stored", "duplicate"}}
        case _:
            had = set()
    for each, verdict in decision.verdicts.items():
        assert verdict != Acknowledged() or each in had, "only central's word acknowledges"
    if decision.wait == AT_ONCE:
        progress = any(not isinstance(each, Later) for each in decision.verdicts.values())
        narrowed = decision.pace.limit < max(1, len(numbers))
        assert progress or narrowed or isinstance(came_to, SyncAnswer), "it would spin"


@given(st.integers(2, 30), st.data())
def test_halving_finds_the_one_to_blame_and_acknowledges_all_others(size, data):
    """Central refuses every message that holds the bad one, and stores the others."""
    bad = data.draw(st.integers(0, size - 1))
    waiting, quarantined, pace, exchanges = list(range(size)), [], Pace(limit=MAX_ITEMS), 0
    while waiting:
        exchanges += 1
        assert exchanges < 40
        sent = waiting[: pace.limit]
        refused = bad in sent
        came_to: Exchanged = (
            TurnedDown(422, by_central=True) if refused else said(dict.fromkeys(sent, "stored"))
        )
        decision = decide(batch(*sent), came_to, pace, NOW, lambda: 0.5)
        pace = decision.pace
        for number in sent:
            verdict = decision.verdicts[action(number)]
            if verdict == Quarantined("refused-422"):
                quarantined.append(number)
            if verdict != Later():
                waiting.remove(number)
    assert quarantined == [bad]
