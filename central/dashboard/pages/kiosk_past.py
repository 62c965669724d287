"""How a kiosk was, as its page draws it and says it day by day."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from central.dashboard.words import Words
from central.fleet.kiosk_past import SHOWN_STATES, SLOTS_AN_HOUR, KioskHour
from central.fleet.states import ListedState


@dataclass(frozen=True, slots=True)
class PastDay:
    """``spans`` in the order of ``SHOWN_STATES``, empty where there was nothing of it."""

    day: str
    spans: tuple[str, ...]
    reasons: tuple[str, ...]


def history_data(past: Sequence[KioskHour], words: Words) -> str:
    """What the chart draws: seconds since 1970, and for each state minutes of each hour."""
    minutes = 60 // SLOTS_AN_HOUR
    return json.dumps(
        {
            "at": [int(each.at.timestamp()) for each in past],
            "series": [
                {
                    "state": state,
                    "label": words.say(f"state.one.{state}"),
                    "minutes": [each.slots.get(state, 0) * minutes for each in past],
                }
                for state in SHOWN_STATES
            ],
            "zone": words.zone.key,
            "language": words.language,
        },
        separators=(",", ":"),
    )


def past_days(past: Sequence[KioskHour], words: Words) -> list[PastDay]:
    """The newest first."""
    slots: dict[str, Counter[ListedState]] = {}
    reasons: dict[str, Counter[str]] = {}
    for hour in past:
        day = words.day(hour.at)
        slots.setdefault(day, Counter()).update(hour.slots)
        reasons.setdefault(day, Counter()).update(hour.reasons)
    return [
        PastDay(
            day,
            tuple(_span(slots[day][state], words) for state in SHOWN_STATES),
            tuple(_reason(each, words) for each, _ in reasons[day].most_common(3)),
        )
        for day in reversed(slots)
    ]


def _span(slots: int, words: Words) -> str:
    minutes = slots * 60 // SLOTS_AN_HOUR
    if not minutes:
        return ""
    return words.say("time.hours_minutes", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def _reason(reason: str, words: Words) -> str:
    """The part that it is of, and its slug where nobody has a sentence without facts."""
    text = words.find(f"reason.{reason}", "")
    return text or reason
