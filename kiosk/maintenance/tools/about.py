"""What this kiosk is: its number, its versions, and how central comes to know it."""

from datetime import datetime, timedelta

from kiosk.domain.entries.enrolment import ENROLMENT_CODE
from kiosk.domain.maintenance.tool import (
    AskFirst,
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
    return Page(_rows(about, here.now), (_offer(known=not waits), _shown(about)), lines)


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


def _shown(about: AboutLook) -> ToolOffer:
    """What is on the page, for somebody's telephone: nothing has to be read aloud to support."""
    return ToolOffer(
        message("tool.about.qr"),
        AskFirst(
            message("tool.about.qr.take"), (), (message("tool.about.qr.holds"),), _to_scan(about)
        ),
        detail=message("tool.about.qr.detail"),
        icon="phone",
    )


def _to_scan(about: AboutLook) -> str:
    """A line each, in words that are the same in all languages."""
    facts: dict[str, object] = {
        "kiosk": about.kiosk or "not enrolled",
        "name": about.name,
        "enrolment": about.pending,
        "certificate": about.certified_until,
        "configuration": about.configuration,
        **{f"version {what}": version for what, version in sorted(about.versions.items())},
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items() if fact is not None)


TOOL = Tool(ToolId("about"), _page, picture="info", looks=(ABOUT,), every_s=5.0, rank=100)
