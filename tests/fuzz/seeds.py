"""Where each target begins: what sound cards and sound partners say."""

import json
from collections.abc import Iterator
from uuid import UUID

from devdock.cards.people import cards
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import CardProfile
from tests.domain.people import ALONE, attestation, droits
from wire.attestation import Attestation
from wire.calls.table import CALLS
from wire.citizen import CardHolder, OpenSession
from wire.codec import codec_of
from wire.rights import Droits

_ID = "0190a0c4-0000-7000-8000-000000000001"
_TOKEN = "t" * 40


def seeds(target: str) -> Iterator[bytes]:
    """Inputs worth beginning with; each of them passes."""
    match target:
        case "files" | "data_objects":
            for profile in _profiles():
                yield profile.identities if target == "data_objects" else _joined(profile)
        case "chip":
            for number, profile in enumerate(_profiles()):
                yield bytes([number]) + _joined(profile)
        case "answers":
            for profile in _profiles():
                yield bytes([255]) + _said_by(VirtualChip(profile), profile.atr)
        case "status_stream":
            for state in ("online", "offline", "clock_wrong"):
                yield b'\x03event: status\r\ndata: {"state": "%s"}\n\n: alive\n\n' % state.encode()
        case "gateway_answers":
            answers = _answers() | {
                "open": {
                    "outcome": "opened",
                    "account": "actif",
                    "phone_last_two": "42",
                    "note": "mgen",
                },
                "code": {"outcome": "wrong", "tries_left": 2},
            }
            yield from _numbered(
                *(answers[name] for name in CALLS),
                {"type": "urn:borne:problem:session-lost", "title": "Lost", "status": 410},
            )
        case "paper":
            yield codec_of(Attestation).write(attestation(ALONE))
        case "central_requests":
            requests, answers = _requests(), _answers()
            yield from _numbered(
                *(requests[name] for name, call in CALLS.items() if call.request),
                *(answers[name] for name in CALLS),
                {"status": "ok", "server_time": "2026-11-22T09:24:00Z"},
            )


def _requests() -> dict[str, object]:
    """What central is asked, by the names of the calls."""
    holder = CardHolder(ALONE.nir, ALONE.birth_date, ALONE.family_name, ALONE.given_name)
    return {
        "open": codec_of(OpenSession).plain(holder.opening(UUID(_ID))),
        "code": {"kind": "personal", "code": "2580"},
        "attestation": {"action": _ID, "beneficiaire": "b0", "version": "complete"},
    }


def _answers() -> dict[str, object]:
    """What central answers, by the names of the calls."""
    return {
        "open": {"outcome": "opened", "account": "actif", "token": _TOKEN, "expires_in_s": 300},
        "code": {"outcome": "accepted", "token": _TOKEN, "expires_in_s": 300},
        "provisional_code": {"outcome": "sent", "phone_last_two": "42", "expires_in_s": 600},
        "rights": codec_of(Droits).plain(droits(ALONE, "Lou")),
        "attestation": codec_of(Attestation).plain(attestation(ALONE)),
    }


def _profiles() -> list[CardProfile]:
    return [card.profile for card in cards().values() if card.profile.identities]


def _joined(profile: CardProfile) -> bytes:
    return len(profile.identities).to_bytes(2) + profile.identities + profile.numbers


def _said_by(chip: VirtualChip, atr: bytes) -> bytes:
    """The chip's side of a sound reading, each answer with its length before it."""
    reading, said = read_vitale(atr), b""
    try:
        command = next(reading)
        while True:
            answer = chip.answer(command)
            said += bytes([min(len(answer), 255)]) + answer[:255]
            command = reading.send(answer)
    except StopIteration:
        return said


def _numbered(*bodies: object) -> Iterator[bytes]:
    for number, body in enumerate(bodies):
        yield bytes([number]) + _json(body)


def _json(body: object) -> bytes:
    return json.dumps(body).encode()
