"""Which small picture goes with what: names of drawings, by what a thing is about."""

from collections.abc import Mapping

from kiosk.domain.services import Group, Service

GROUPS: Mapping[Group, str] = {
    Group.ATTESTATIONS: "document",
    Group.CARD: "card",
    Group.REFUNDS: "euro",
    Group.REQUESTS: "list",
    Group.INFORMATION: "info",
    Group.PRIVACY: "lock",
}

_SERVICES: Mapping[str, str] = {
    "adresse": "house",
    "attestation_par_courrier": "post",
    "carte_abimee": "cardBroken",
    "carte_perdue": "cardLost",
    "ceam": "stars",
    "hameconnage": "shield",
    "numeros_utiles": "phone",
}

_OPTIONS: Mapping[str, str] = {
    "attestation.by_post": "post",
    "attestation.complete": "document",
    "attestation.for_child": "person",
    "attestation.for_me": "person",
    "attestation.minimal": "document",
    "by_post.confirm.button": "post",
    "card_lost.lost": "cardLost",
    "card_lost.stolen": "warning",
    "login.have_code.no": "card",
    "login.have_code.yes": "code",
    "login.sms.other_phone": "agent",
    "login.sms.send": "phone",
    "paper.again": "printer",
    "paper.no": "close",
    "paper.yes": "check",
    "way.home": "back",
    "way.otherwise": "card",
    "way.retry": "retry",
}

_DRAWINGS: Mapping[str, str] = {
    "address": "house",
    "address.city": "mapPin",
    "attestation": "warning",
    "attestation.confirm": "document",
    "attestation.no_rights": "agent",
    "attestation.refused": "agent",
    "attestation.version": "document",
    "attestation.who": "people",
    "by_post": "post",
    "card": "card",
    "card_damaged": "cardBroken",
    "card_lost": "cardLost",
    "ceam": "ceam",
    "central": "warning",
    "data": "code",
    "demande": "warning",
    "demande.not_recorded": "agent",
    "home": "kiosk",
    "info": "info",
    "info.kiosk": "kiosk",
    "info.numbers": "phone",
    "info.phished": "shield",
    "info.phishing": "shield",
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
    "recorded.receipt": "receipt",
    "recorded.receipt.none": "",
    "who": "people",
    "working": "document",
    "working.account": "file",
    "working.code": "code",
    "working.print": "printing",
    "working.receipt": "printing",
    "working.rights": "file",
    "working.sms": "phone",
    "working.submit": "file",
}

_GROUP_DRAWINGS: Mapping[Group, str] = {
    Group.ATTESTATIONS: "document",
    Group.CARD: "card",
    Group.REFUNDS: "file",
    Group.REQUESTS: "file",
    Group.INFORMATION: "info",
    Group.PRIVACY: "code",
}


def for_service(service: Service) -> str:
    """Its own icon, or that of its group."""
    return _SERVICES.get(service.id, GROUPS[service.group])


def for_group(group: Group, *, with_card: bool) -> str:
    """The drawing over the services of a group; no card goes into the reader of who has none."""
    if group is Group.CARD and not with_card:
        return for_screen("no_card")
    return _GROUP_DRAWINGS[group]


def for_option(key: str) -> str:
    """The icon of an option by the key of its label, or none."""
    return _OPTIONS.get(key, "")


def for_screen(key: str) -> str:
    """The drawing of a screen by the key of its title: the longest beginning that is known."""
    parts = key.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_DRAWINGS[each] for each in beginnings if each in _DRAWINGS), "")
