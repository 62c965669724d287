"""The menu of staff and the page of a tool: what is found, as icon, word and sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.domain.faults import COMMANDED
from kiosk.domain.maintenance.stay import Maintenance
from kiosk.domain.maintenance.tool import (
    CheckRow,
    FactRow,
    NotSeen,
    Page,
    Row,
    Say,
    Tool,
    ToolContext,
    ToolOffer,
)
from kiosk.domain.services import Registry
from kiosk.domain.staff.stay_moves import may
from kiosk.domain.states import KioskState
from kiosk.ui.present.parts import OptionView, ToolRowView, ToolTileView
from kiosk.ui.present.staff_screens import StaffMenuScreen, ToolScreen
from kiosk.ui.present.view import View
from wire.health import CheckState, HealthCheck, worst
from wire.health_texts import CheckTexts
from wire.staff_calls.looks import HEALTH

ICONS: Mapping[CheckState, str] = {
    CheckState.OK: "check",
    CheckState.WARNING: "warning",
    CheckState.FAILED: "close",
    CheckState.UNKNOWN: "info",
    CheckState.NOT_FITTED: "notNow",
}
_SINCE = "maintenance.since", "maintenance.since_day"
_GOOD = "maintenance.good", "maintenance.good_day"
_AT = "maintenance.at", "maintenance.at_day"
_ORDER = (CheckState.FAILED, CheckState.UNKNOWN, CheckState.WARNING)
"""What is told first of all that is found."""


def tools_for(registry: Registry, state: Maintenance) -> tuple[Tool, ...]:
    """Those of their menu, in its order."""
    fitted = registry.place.fitted
    return tuple(
        tool
        for tool in registry.tools
        if may(state, tool.role) and (not tool.needs or tool.needs in fitted)
    )


def offers_for(state: Maintenance, offers: Iterable[ToolOffer]) -> tuple[ToolOffer, ...]:
    return tuple(offer for offer in offers if may(state, offer.role))


def page_of(
    tool: Tool, registry: Registry, kiosk: KioskState, state: Maintenance, now: datetime
) -> Page:
    closed = next((str(fault) for fault in sorted(kiosk.faults & COMMANDED)), "")
    here = ToolContext(state.role, now, registry.place.fitted, state.card, closed)
    return tool.page(state.seen, here)


def offer_view(offer: ToolOffer, view: View) -> OptionView:
    text = view.translations.text
    detail = "" if offer.detail is None else text(offer.detail)
    return OptionView(text(offer.label), detail, offer.icon)


def menu_screen(state: Maintenance, view: View) -> StaffMenuScreen:
    """What is found stands at the tool that looks after it, and the gravest of it on top."""
    health = state.seen.of(HEALTH)
    checks = () if isinstance(health, NotSeen) else health.checks
    texts, tools = CheckTexts(view.translations), tools_for(view.registry, state)
    gravest = next((each for grave in _ORDER for each in checks if each.state is grave), None)
    return StaffMenuScreen(
        title=view.translations.say("maintenance.title"),
        worst=(_worst(health, gravest, view),),
        mended_by=-1 if gravest is None else _mended_by(gravest, tools),
        tiles=tuple(_tile(tool, checks, texts, view) for tool in tools),
    )


def _mended_by(check: HealthCheck, tools: Sequence[Tool]) -> int:
    """The tool of that part, or else the one that shows whatever is found; -1 where neither is in
    the menu."""
    places = range(len(tools))
    of_part = (place for place in places if check.name in tools[place].parts)
    of_all = (place for place in places if not tools[place].parts and HEALTH in tools[place].looks)
    return next(of_part, next(of_all, -1))


def tool_screen(kiosk: KioskState, state: Maintenance, tool: Tool, view: View) -> ToolScreen:
    page = page_of(tool, view.registry, kiosk, state, view.now)
    return ToolScreen(
        title=view.translations.say(f"tool.{tool.id}.title"),
        lines=(*_not_seen(state, tool, view), *map(view.translations.text, page.lines)),
        rows=tuple(_row(row, state, view) for row in page.rows),
        offers=tuple(offer_view(each, view) for each in offers_for(state, page.offers)),
    )


def _not_seen(state: Maintenance, tool: Tool, view: View) -> tuple[str, ...]:
    """What there is to say where nothing can be shown yet, or no longer."""
    told = {state.seen.of(look) for look in tool.looks if isinstance(state.seen.of(look), NotSeen)}
    if NotSeen.AWAY in told:
        return (view.translations.say("maintenance.away"),)
    return (view.translations.say("maintenance.looking"),) if told else ()


def _worst(health: object, gravest: HealthCheck | None, view: View) -> ToolRowView:
    if isinstance(health, NotSeen):
        key = "maintenance.away" if health is NotSeen.AWAY else "maintenance.looking"
        return _stated(CheckState.UNKNOWN, view.translations.say(key), view)
    if gravest is None:
        return _stated(CheckState.OK, view.translations.say("maintenance.all_well"), view)
    texts = CheckTexts(view.translations)
    means = texts.say(gravest).means
    return replace(_stated(gravest.state, texts.part(gravest.name), view, means), opens=True)


def _tile(
    tool: Tool, checks: tuple[HealthCheck, ...], texts: CheckTexts, view: View
) -> ToolTileView:
    label = view.translations.say(f"tool.{tool.id}.title")
    detail = view.translations.find(f"tool.{tool.id}.detail", "")
    about = tuple(check for check in checks if check.name in tool.parts)
    if not about:
        return ToolTileView(label, detail, tool.picture)
    state = worst(about)
    return ToolTileView(label, detail, tool.picture, state.value, ICONS[state], texts.state(state))


def _row(row: Row, state: Maintenance, view: View) -> ToolRowView:
    match row:
        case CheckRow(check):
            return _check(check, view)
        case FactRow():
            return _fact(row, state, view)


def _check(check: HealthCheck, view: View) -> ToolRowView:
    texts = CheckTexts(view.translations)
    said = texts.say(check)
    since = "" if check.since is None else when(_SINCE, check.since, view)
    good = "" if check.good_at is None else when(_GOOD, check.good_at, view)
    well = check.state in (CheckState.OK, CheckState.NOT_FITTED)
    return ToolRowView(
        label=texts.part(check.name),
        value=said.means,
        when=" · ".join(each for each in (since, "" if well else good) if each),
        to_do=view.translations.say("maintenance.to_do", what=said.mend) if said.mend else "",
        tone=check.state.value,
        icon=ICONS[check.state],
        word=texts.state(check.state),
    )


def _fact(row: FactRow, state: Maintenance, view: View) -> ToolRowView:
    known = row.state
    return ToolRowView(
        label=said(row.label, view),
        value=said(row.value, view),
        detail=said(row.detail, view),
        when="" if row.at is None else when(_AT, row.at, view),
        tone="" if known is None else known.value,
        icon="" if known is None else ICONS[known],
        word="" if known is None else CheckTexts(view.translations).state(known),
        opens=bool(offers_for(state, row.offers)),
    )


def _stated(state: CheckState, text: str, view: View, value: str = "") -> ToolRowView:
    return ToolRowView(
        label=text,
        value=value,
        tone=state.value,
        icon=ICONS[state],
        word=CheckTexts(view.translations).state(state),
    )


def said(text: Say, view: View) -> str:
    return text if isinstance(text, str) else view.translations.text(text)


def when(words: tuple[str, str], at: datetime, view: View) -> str:
    """By the clock of the kiosk's place; the second of ``words`` where it is not today."""
    here = at.astimezone(view.now.tzinfo)
    clock: dict[str, str | int] = {"hour": here.hour, "minute": f"{here.minute:02}"}
    if here.date() == view.now.date():
        return view.translations.say(words[0], **clock)
    month = view.translations.say(f"date.month.{here.month}")
    return view.translations.say(words[1], day=here.day, month=month, **clock)
