"""Whatever is said to be past is past; and where central was met, nothing past is left out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.db.timeline import DRIFT_S, Boot, Timeline

T0 = datetime(2026, 11, 22, tzinfo=UTC)
SPANS = st.lists(
    st.tuples(
        st.floats(1, 1e6),  # how long the boot lasted
        st.floats(0, 1e6),  # how long the machine was off before it
        st.lists(st.floats(0, 1), max_size=3).map(sorted),  # when in it central was met
    ),
    min_size=1,
    max_size=6,
)


def lived(spans: list[tuple[float, float, list[float]]]) -> tuple[Timeline, list[float], float]:
    """The timeline of a machine that has lived so; when each boot truly began; the uptime now."""
    boots: tuple[Boot, ...] = ()
    begins: list[float] = []
    now, length = 0.0, 0.0
    for number, (length, off, meetings) in enumerate(spans):
        now += off
        begins.append(now)
        timeline = Timeline((*boots, Boot(UUID(int=number))))
        for share in meetings:
            met = T0 + timedelta(seconds=now + share * length)
            timeline = timeline.witnessed(met, share * length)
        boots = timeline.boots
        now += length
    return Timeline(boots), begins, length


@given(SPANS)
def test_what_is_said_to_be_past_is_past(spans: list[tuple[float, float, list[float]]]):
    timeline, begins, uptime = lived(spans)
    now = begins[-1] + uptime
    reach = timeline.reach(uptime)
    for number, began in enumerate(begins):
        assert reach.get(UUID(int=number), 0.0) <= now - began + 0.01


@given(SPANS)
def test_where_central_was_met_then_and_now_all_that_is_past_is_said(
    spans: list[tuple[float, float, list[float]]],
):
    timeline, begins, uptime = lived(spans)
    now = begins[-1] + uptime
    reach = timeline.reach(uptime)
    assert reach[timeline.current.id] == uptime
    if spans[-1][2]:
        for number, (began, (_, _, meetings)) in enumerate(zip(begins, spans, strict=True)):
            if meetings:
                assert reach[UUID(int=number)] >= now - began - 0.01


def test_central_s_time_is_taken_anew_only_when_it_differs():
    timeline = Timeline((Boot(UUID(int=1)),)).witnessed(T0, 100.0)
    assert timeline.witnessed(T0 + timedelta(seconds=50 + DRIFT_S), 150.0) is timeline
    moved = timeline.witnessed(T0 + timedelta(seconds=51 + DRIFT_S), 150.0)
    assert moved.current.began_at == T0 + timedelta(seconds=DRIFT_S - 99)
    assert moved.current.met_at_s == 100.0
