"""A kiosk's page: how it is and was, what it is told, what was done with it."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from central.admins.roles import Deed, Whereabouts
from central.dashboard.access.deeds import may
from central.dashboard.container import DashboardContainerOf
from central.dashboard.kiosk_places import place_of_kiosk
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.dashboard.words import Words
from central.fleet.alerts.wording import AlertTexts
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.kiosk_past import SHOWN_STATES, SLOTS_AN_HOUR, KioskHour
from central.fleet.kiosk_sheet import KioskSheet, audited, kiosk_line, kiosk_sheet
from central.fleet.states import ListedState
from central.fleet.status import KioskStatus
from wire.health import CheckState, HealthCheck

CERTIFICATE_ENDS_SOON = timedelta(days=10)
_FROM_WORST = (
    CheckState.FAILED,
    CheckState.UNKNOWN,
    CheckState.WARNING,
    CheckState.OK,
    CheckState.NOT_FITTED,
)
_PEOPLE = "staff"
_SHOWN_CHARACTERS = 120

router = APIRouter(include_in_schema=False)


@router.get("/kiosks/{kiosk}", dependencies=[may(Deed.SEE, place_of_kiosk)])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, kiosk: str
) -> HTMLResponse:
    now = container.clock.now()

    def find(db: Connection) -> tuple[KioskSheet, Sequence[Any] | None]:
        line = kiosk_line(db, kiosk, now)
        if line is None:
            raise HTTPException(404)
        place = Whereabouts(line.site, frozenset(line.tags))
        seen = audited(db, kiosk) if admin.may(Deed.ADMINISTER, place) else None
        return kiosk_sheet(db, line, now), seen

    sheet, deeds = await container.read(find)
    words = words_for(request)
    texts = AlertTexts(words.translations)
    return page(
        request,
        "kiosk.html",
        sheet=sheet,
        kiosk=sheet.line,
        checks=_checks(sheet.status, words),
        measures=_measures(sheet.status, words),
        versions=_versions(sheet.status),
        started_at=_started_at(sheet.status),
        shown_states=SHOWN_STATES,
        history=_history_data(sheet.past, words),
        days=_days(sheet.past, words),
        alerts=[(each, texts.said(each.alert), texts.part(each.alert)) for each in sheet.alerts],
        values=[
            (each.name, _value(each.name, each.value, words), _layer(each.layer, words))
            for each in sheet.values
        ],
        certificate_ends_soon=sheet.certified_until is not None
        and sheet.certified_until - now < CERTIFICATE_ENDS_SOON,
        deeds=deeds,
        now=now,
    )


@dataclass(frozen=True, slots=True)
class ReadCheck:
    """A check as the page tells it."""

    check: HealthCheck
    part: str
    means: str
    mend: str


@dataclass(frozen=True, slots=True)
class PastDay:
    """``spans`` in the order of ``SHOWN_STATES``, empty where there was nothing of it."""

    day: str
    spans: tuple[str, ...]
    reasons: tuple[str, ...]


def _checks(status: KioskStatus | None, words: Words) -> list[ReadCheck]:
    """The worst first, else as the kiosk told them."""
    if status is None or status.report is None:
        return []
    found = sorted(status.report.checks, key=lambda each: _FROM_WORST.index(each.state))
    said = ((each, words.check(each)) for each in found)
    return [ReadCheck(each, words.part(each.name), text.means, text.mend) for each, text in said]


def _measures(status: KioskStatus | None, words: Words) -> list[tuple[str, str]]:
    if status is None or status.report is None:
        return []
    told = status.report.measures
    found = [
        ("queue_waiting", _number(told.queue_waiting, words)),
        (
            "queue_oldest",
            words.span(timedelta(seconds=told.queue_oldest_s)) if told.queue_oldest_s else None,
        ),
        ("disk_free", _number(told.disk_free_mb, words, "measure.megabytes")),
        ("memory_free", _number(told.memory_free_mb, words, "measure.megabytes")),
        ("temperature", _number(told.temperature_c, words, "measure.celsius")),
    ]
    return [(words.say(f"measure.{name}"), text) for name, text in found if text is not None]


def _number(value: int | None, words: Words, key: str | None = None) -> str | None:
    if value is None:
        return None
    return words.number(value) if key is None else words.say(key, number=words.number(value))


def _versions(status: KioskStatus | None) -> list[tuple[str, str]]:
    return [] if status is None or status.report is None else sorted(status.report.versions.items())


def _started_at(status: KioskStatus | None) -> Any:
    return None if status is None else status.heard_at - timedelta(seconds=status.uptime_s)


def _history_data(past: Sequence[KioskHour], words: Words) -> str:
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


def _days(past: Sequence[KioskHour], words: Words) -> list[PastDay]:
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


def _value(name: str, value: Any, words: Words) -> str:
    """A value in a line; of people how many, never who."""
    if name == _PEOPLE:
        return words.counted("configuration.people", len(value))
    if name == "logo":
        return words.say("configuration.picture", form=str(value.get("form", "")))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"


def _layer(layer: ConfigurationLayer, words: Words) -> str:
    return words.say(f"layer.{layer.kind}", name=layer.name)
