"""The rules of alerts and who is told, as forms: what was typed, what of it is wrong, and what it
says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from central.admins.roles import Scope
from central.config.setting_alerts import Email, WebhookUrl
from central.fleet.alerts.outbox import Channel
from central.fleet.alerts.thresholds import RANGES, Threshold, ThresholdInForce
from wire.health import CheckState

_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_WEBHOOK: TypeAdapter[str] = TypeAdapter(WebhookUrl)
_HOUR = 60
_LOCAL_NAMES = ("localhost", "localhost.localdomain")
WrongRecipient = Literal["email", "webhook", "scope", "least", "channel", "twice"]


@dataclass(frozen=True, slots=True)
class ThresholdForm:
    """As it was typed, and the names of those that are to be typed anew."""

    typed: Mapping[Threshold, str] = field(default_factory=dict)
    wrong: frozenset[Threshold] = frozenset()


@dataclass(frozen=True, slots=True)
class ThresholdChange:
    """``value``: None for what the file says."""

    name: Threshold
    value: int | None


@dataclass(frozen=True, slots=True)
class RecipientForm:
    channel: str = "email"
    address: str = ""
    least: str = CheckState.WARNING.value
    scope: str = "caisse"
    wrong: WrongRecipient | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class CheckedRecipient:
    channel: Channel
    address: str
    least: CheckState
    scope: Scope


def in_field(name: Threshold, value: int | None) -> str:
    """As its field shows it."""
    if value is None:
        return ""
    return "{:02}:{:02}".format(*divmod(value, _HOUR)) if _is_time(name) else str(value)


def changes_typed(
    known: Sequence[ThresholdInForce],
    typed: Mapping[Threshold, str],
    seen: Mapping[Threshold, str],
) -> ThresholdForm | Sequence[ThresholdChange]:
    """``seen``: what the fields showed first. What somebody left as it was is not written: another
    one may have changed it meanwhile."""
    wrong, changes = set[Threshold](), list[ThresholdChange]()
    for each in known:
        said = typed.get(each.name, "").strip()
        if said == seen.get(each.name, ""):
            continue
        value = _read(each.name, said)
        if said and value is None:
            wrong.add(each.name)
        elif value != each.value or (not said and each.changed is not None):
            # What the file says as well goes on saying it, whatever the file says later.
            changes.append(ThresholdChange(each.name, value))
    return ThresholdForm(typed, frozenset(wrong)) if wrong else changes


def checked_recipient(
    form: RecipientForm, scopes: Sequence[str]
) -> CheckedRecipient | RecipientForm:
    """``scopes``: those that there are."""
    channel, address = _channel(form.channel), form.address.strip()
    if channel is None:
        return replace(form, wrong="channel")
    checked = _webhook(address) if channel == "webhook" else _email(address)
    if checked is None:
        return replace(form, wrong=channel)
    if form.least not in (CheckState.WARNING, CheckState.FAILED):
        return replace(form, wrong="least")
    if form.scope not in scopes:
        return replace(form, wrong="scope")
    return CheckedRecipient(channel, checked, CheckState(form.least), Scope.parse(form.scope))


def _channel(word: str) -> Channel | None:
    match word:
        case "email" | "webhook":
            return word
        case _:
            return None


def _email(text: str) -> str | None:
    try:
        return _EMAIL.validate_python(text)
    except ValidationError:
        return None


def _read(name: Threshold, said: str) -> int | None:
    pieces = said.split(":")[:2] if _is_time(name) else [said]
    if not all(each.isascii() and each.isdecimal() and len(each) <= 5 for each in pieces):
        return None
    value = 0
    for each in pieces:
        value = value * _HOUR + int(each)
    if _is_time(name) and (len(pieces) != 2 or int(pieces[1]) >= _HOUR):
        return None
    range_ = RANGES[name]
    return value if range_.least <= value <= range_.most else None


def _is_time(name: Threshold) -> bool:
    return RANGES[name].unit == "time"


def _webhook(text: str) -> str | None:
    """Encrypted, and no address of this machine or of its cloud: central would knock there for
    whoever wrote it down."""
    try:
        address = _WEBHOOK.validate_python(text)
        host = urlsplit(address).hostname or ""
    except (ValidationError, ValueError):
        return None
    if not address.startswith("https://") or host.lower().rstrip(".") in _LOCAL_NAMES:
        return None
    try:
        number = ip_address(host)
    except ValueError:
        return address
    return None if number.is_loopback or number.is_link_local or number.is_unspecified else address
