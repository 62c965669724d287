"""What this kiosk is: its number, its versions, and how central comes to know it."""

from datetime import datetime, timedelta

from kiosk.domain.entries.enrolment import ENROLMENT_CODE
from kiosk.domain.maintenance.tool import (
    DoBySync,
    FactRow,
    NotSeen,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolDeed,
    ToolId,
    ToolOffer,
    TypeFirst,
)
from shared_runtime.messages.message import message
from wire.health import CheckState
from wire.staff_calls.deeds import ENROL, EnrolKiosk
from wire.staff_calls.looks import ABOUT, AboutLook

_SOON = timedelta(days=7)
"""A certificate is renewed long before."""


def _enrol(code: str) -> ToolDeed:
    return DoBySync(ENROL, EnrolKiosk(code))


def _page(seen: Seen, here: ToolContext) -> Page:
    about = seen.of(ABOUT)
    if isinstance(about, NotSeen):
        return Page()
    waits = about.kiosk is None or about.pending is not None
    lines = (message("tool.about.pending.line"),) if about.pending is not None else ()
    return Page(_rows(about, here.now), (_offer(known=not waits),), lines)


def _rows(about: AboutLook, now: datetime) -> tuple[FactRow, ...]:
    rows = [_enrolment(about)]
    if about.pending is not None:
        rows.append(FactRow(message("tool.about.check"), about.pending, state=CheckState.WARNING))
    if about.certified_until is not None:
        near = about.certified_until - now < _SOON
        state = CheckState.WARNING if near else None
        label = message("tool.about.certified")
        rows.append(FactRow(label, state=state, at=about.certified_until))
    if about.configuration is not None:
        own = about.configuration == 0
        value = message("tool.about.own_file") if own else str(about.configuration)
        rows.append(FactRow(message("tool.about.configuration"), value))
    if about.started_at is not None:
        rows.append(FactRow(message("tool.about.started"), at=about.started_at))
    rows += [FactRow(what, version) for what, version in sorted(about.versions.items())]
    return tuple(rows)


def _enrolment(about: AboutLook) -> FactRow:
    label = message("tool.about.kiosk")
    if about.kiosk is not None:
        return FactRow(label, about.kiosk, state=CheckState.OK)
    return FactRow(label, message("tool.about.unknown"), state=CheckState.FAILED)


def _offer(*, known: bool) -> ToolOffer:
    return ToolOffer(
        message("tool.about.enrol_again" if known else "tool.about.enrol"),
        TypeFirst(
            message("tool.about.code"), message("tool.about.code.hint"), ENROLMENT_CODE, _enrol
        ),
        detail=message("tool.about.enrol.detail"),
        icon="code",
        role="technician",
    )


TOOL = Tool(ToolId("about"), _page, picture="info", looks=(ABOUT,), every_s=5.0, rank=100)
