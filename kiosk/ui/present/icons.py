"""Which small picture goes with what: names of drawings, by what a thing is about.

What belongs to one démarche, its own module says (``Pictures``).
"""

from collections.abc import Mapping

from kiosk.domain.services import Demarche, Group, Registry

_OPTIONS: Mapping[str, str] = {
    "login.have_code.no": "card",
    "login.have_code.yes": "code",
    "login.sms.other_phone": "agent",
    "login.sms.send": "phone",
    "paper.again": "printer",
    "paper.no": "close",
    "paper.yes": "check",
    "recorded.print.no": "close",
    "recorded.print.yes": "printer",
    "way.home": "house",
    "way.otherwise": "card",
    "way.retry": "retry",
}

_DRAWINGS: Mapping[str, str] = {
    "central": "warning",
    "demande": "warning",
    "demande.not_recorded": "agent",
    "info": "info",
    "login": "agent",
    "login.have_code": "code",
    "login.note": "info",
    "login.sms": "phone",
    "login.sms_expired": "clock",
    "login.too_many": "clock",
    "no_card": "noCard",
    "paper": "printerWaits",
    "paper.cover_open": "coverOpen",
    "paper.did_it_come": "paperOut",
    "paper.nothing_came": "outputEmpty",
    "paper.offline": "printerOff",
    "paper.output_full": "outputFull",
    "paper.paper_jam": "paperJam",
    "paper.paper_out": "paperEmpty",
    "paper.toner_empty": "tonerEmpty",
    "paper.tray_missing": "trayMissing",
    "recorded.print": "receipt",
    "recorded.receipt": "receipt",
    "recorded.receipt.none": "writing",
    "recorded.receipt.offered": "writing",
    "recorded.receipt.sheet": "paperOut",
    "who": "people",
    "working": "document",
    "working.account": "file",
    "working.code": "code",
    "working.issue": "printing",
    "working.print": "printing",
    "working.receipt": "printing",
    "working.rights": "file",
    "working.sms": "phone",
    "working.submit": "file",
}

_GROUP_DRAWINGS: Mapping[Group, str] = {
    Group.ATTESTATIONS: "attestations",
    Group.CARD: "card",
    Group.REFUNDS: "coins",
    Group.REQUESTS: "file",
    Group.INFORMATION: "info",
    Group.PRIVACY: "data",
}


def for_group(group: Group, registry: Registry, *, with_card: bool) -> str:
    """The drawing of a group; no card goes into the reader of who has none."""
    if group is Group.CARD and not with_card:
        return for_screen("no_card", registry)
    return _GROUP_DRAWINGS[group]


def drawing_of(service: Demarche) -> str:
    """Its own drawing, or that of its group."""
    return service.pictures.drawing or _GROUP_DRAWINGS[service.group]


def for_option(key: str, registry: Registry) -> str:
    """The icon of an option by the key of its label, or none."""
    known = (_OPTIONS, *(each.pictures.options for each in registry.services.values()))
    return next((icons[key] for icons in known if key in icons), "")


def for_choice(key: str, registry: Registry) -> str:
    """The drawing of an answer by the key of its label, or none."""
    every = (each.pictures.choices for each in registry.services.values())
    return next((drawings[key] for drawings in every if key in drawings), "")


def for_screen(key: str, registry: Registry) -> str:
    """The drawing of a screen by the key of its title: the longest beginning that is known."""
    known = (_DRAWINGS, *(each.pictures.screens for each in registry.services.values()))
    parts = key.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((names[each] for each in beginnings for names in known if each in names), "")
