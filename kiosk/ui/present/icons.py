"""Which small picture goes with what: names of drawings, by what a thing is about."""

from collections.abc import Mapping

from kiosk.domain.services import Group

GROUPS: Mapping[Group, str] = {
    Group.ATTESTATIONS: "document",
    Group.CARD: "card",
    Group.REFUNDS: "euro",
    Group.REQUESTS: "list",
    Group.INFORMATION: "info",
}

_OPTIONS: Mapping[str, str] = {
    "attestation.complete": "document",
    "attestation.for_child": "person",
    "attestation.for_me": "person",
    "attestation.minimal": "document",
    "login.sms.other_phone": "agent",
    "login.sms.send": "phone",
    "paper.no": "close",
    "paper.yes": "check",
    "way.home": "back",
    "way.retry": "retry",
}

_DRAWINGS: Mapping[str, str] = {
    "central": "warning",
    "attestation": "warning",
    "card": "card",
    "login.note": "info",
    "login.sms": "phone",
    "login.sms_expired": "clock",
    "login.too_many": "clock",
    "login": "agent",
    "paper": "printer",
}


def for_option(key: str) -> str:
    """The icon of an option by the key of its label, or none."""
    return _OPTIONS.get(key, "")


def for_screen(key: str) -> str:
    """The drawing of a screen by the key of its title: the longest beginning that is known."""
    parts = key.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_DRAWINGS[each] for each in beginnings if each in _DRAWINGS), "")
