"""Requests as lines for a terminal, times as at the caisse."""

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from central.cli.terminal import local_time, printable, table
from central.intake.agents import Opened, OpenedRequest
from central.intake.listing import Listed
from central.intake.stored_bodies import BodyLack
from central.intake.trouble_meanings import meaning_of
from central.intake.troubles import RequestTrouble
from wire.demandes.demande import Applicant

_LACKS: Mapping[BodyLack | None, str] = {
    None: "its content is no longer there",
    "erased": "its content is no longer there: it was erased",
    "key-missing": "the key of its content is not here, see docs/keys.md",
    "broken": "its content is not what was sealed",
}


def list_lines(requests: Sequence[Listed], zone: ZoneInfo) -> list[str]:
    """A line each, with the reference that was given out last."""
    heads = ("reference", "kind", "state", "assurance", "kiosk", "received", "asked")
    return table(
        heads,
        (
            (
                request.items[0].reference,
                request.kind,
                request.state,
                request.items[0].assurance,
                request.items[0].kiosk,
                local_time(request.received_at, zone),
                f"{request.asked} x",
            )
            for request in requests
        ),
    )


def trouble_lines(troubles: Sequence[RequestTrouble], zone: ZoneInfo) -> list[str]:
    heads = ("what", "reference", "kind", "kiosk", "received", "why", "seen to")
    lines = table(
        heads,
        (
            (
                trouble.what,
                trouble.reference,
                trouble.kind,
                trouble.kiosk,
                local_time(trouble.received_at, zone),
                trouble.reason,
                _seen_to(trouble, zone),
            )
            for trouble in troubles
        ),
    )
    return [*lines, *sorted({_meaning(trouble) for trouble in troubles})]


def _seen_to(trouble: RequestTrouble, zone: ZoneInfo) -> str:
    tick = trouble.tick
    if tick is None:
        return ""
    return f"{local_time(tick.at, zone)} {printable(tick.who)}: {printable(tick.note)}"


def _meaning(trouble: RequestTrouble) -> str:
    said = meaning_of(trouble)
    return f"{trouble.what} {trouble.reason}: {said.means}; {said.to_do}"


def request_lines(shown: OpenedRequest, zone: ZoneInfo) -> list[str]:
    """What is in a request, the newest first."""
    request = shown.request
    lines = [f"{request.kind}, {request.state}, asked {request.asked} x, id {request.id}"]
    if request.closed_at is not None:
        lines.append(f"closed {local_time(request.closed_at, zone)} by {closer(request)}")
    for each in shown.opened:
        lines += ["", *_opened_lines(each, zone)]
    return lines


def closer(request: Listed) -> str:
    """Who closed a request: as was said, and the account where that was said to be another."""
    said, account = printable(request.closed_by or ""), request.closed_account
    return said if account is None or account[:64] == request.closed_by else f"{said}: {account}"


def _opened_lines(opened: Opened, zone: ZoneInfo) -> list[str]:
    item = opened.item
    head = (
        f"{item.reference}, by {item.assurance} at {item.kiosk}, {local_time(item.made_at, zone)}"
    )
    if opened.demande is None:
        return [head, f"  {_LACKS[opened.lack]}"]
    said = (*_who(opened.demande.applicant), *opened.demande.told_to_staff)
    return [head, *(f"  {printable(line)}" for line in said)]


def _who(applicant: Applicant) -> Iterable[str]:
    yield f"NIR {applicant.nir.value}, born {applicant.birth_date}"
    names = " ".join(filter(None, (applicant.family_name, applicant.given_name)))
    if names:
        yield names
