"""Silencing alerts: what there is to choose from for somebody, and what they chose."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from central.admins.roles import Admin, Deed, Scope, ScopeKind, Whereabouts
from central.dashboard.scope_choices import scopes_of_choices
from central.fleet.alerts.keeping import KeptAlert
from central.fleet.alerts.observing import ALARM, SILENT
from central.fleet.alerts.silencing import Silenced
from central.fleet.kiosk_filter import FilterChoices
from central.intake.notes import WrongNote, checked_note

SPANS = (1, 4, 24, 72, 168, 720)
"""In hours."""
PARTS = (
    *(SILENT, "printer", "receipts", "reader", "screen", "speaker", "central", "gateway", "queue"),
    *("configuration", "clock", "memory", "temperature", "fonts"),
    *("logs", "paper", "runtime", "spool", "state"),
    ALARM,
)
"""What a rule can be of: the parts that kiosks tell of, and what central notices itself."""
WrongSilence = Literal["what", "span", "reason"]


@dataclass(frozen=True, slots=True)
class SilenceForm:
    """As it was filled in, and what of it is to be chosen anew."""

    what: str = ""
    part: str = ""
    span: str = "24"
    reason: str = ""
    wrong: frozenset[WrongSilence] = frozenset()


@dataclass(frozen=True, slots=True)
class CheckedSilence:
    what: Silenced
    span: timedelta
    reason: str


def choices_at(kept: KeptAlert, place: Whereabouts, admin: Admin) -> Sequence[tuple[str, Silenced]]:
    """From one alert on: that alone, or its rule as far as they operate."""
    subject = kept.alert.subject
    part = ALARM if subject.part.startswith(f"{ALARM}.") else subject.part
    return tuple(_at(kept.id, subject.kiosk, part, place, admin))


def _at(
    number: int, kiosk: str, part: str, place: Whereabouts, admin: Admin
) -> Iterator[tuple[str, Silenced]]:
    yield "alert", Silenced(alert=number)
    if kiosk:
        yield "kiosk", Silenced(kiosk=kiosk, part=part)
    if place.site and admin.may(Deed.OPERATE, Whereabouts(place.site)):
        yield "agency", Silenced(site=place.site, part=part)
    for tag in sorted(place.tags) if kiosk else ():
        if admin.may(Deed.OPERATE, Whereabouts(tags=frozenset({tag}))):
            yield f"tag:{tag}", Silenced(tag=tag, part=part)
    if admin.may(Deed.OPERATE):
        yield "caisse", Silenced(part=part)


def scopes_ahead(admin: Admin, choices: FilterChoices) -> Collection[str]:
    """Where somebody can silence what has not come yet."""
    mine = admin.scopes_of(Deed.OPERATE)
    if not any(each.kind is ScopeKind.CAISSE for each in mine):
        return sorted(map(str, mine))
    return scopes_of_choices(choices)


def silenced_at(scope: Scope, part: str) -> Silenced:
    match scope.kind:
        case ScopeKind.CAISSE:
            return Silenced(part=part)
        case ScopeKind.AGENCY:
            return Silenced(site=scope.name, part=part)
        case ScopeKind.TAG:
            return Silenced(tag=scope.name, part=part)


def checked(form: SilenceForm, what: Silenced | None) -> CheckedSilence | SilenceForm:
    """``what``: None where it was none of what there was to choose from."""
    wrong: set[WrongSilence] = set() if what is not None else {"what"}
    span = int(form.span) if form.span in map(str, SPANS) else None
    if span is None:
        wrong.add("span")
    try:
        reason = checked_note(form.reason)
    except WrongNote:
        reason = ""
    if not reason:
        wrong.add("reason")
    if what is None or span is None or not reason:
        return replace(form, wrong=frozenset(wrong))
    return CheckedSilence(what, timedelta(hours=span), reason)
