"""Where each target begins: what sound cards and sound partners say."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from devdock.cards.people import cards
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import CardProfile
from tests.calls import answers_to, request_of
from tests.domain.people import ALONE, attestation
from wire.attestation import Attestation
from wire.calls.call import Call
from wire.calls.session import OPEN
from wire.calls.table import CALLS
from wire.citizen import OpenSession
from wire.codec import codec_of

_ID = UUID("0190a0c4-0000-7000-8000-000000000001")


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
            for number, call in enumerate(CALLS.values()):
                for answer in answers_to(call, ALONE):
                    yield bytes([number]) + _json(_plain(answer))
            lost = {"type": "urn:borne:problem:session-lost", "title": "Lost", "status": 410}
            yield bytes([len(CALLS)]) + _json(lost)
        case "paper":
            yield codec_of(Attestation).write(attestation(ALONE))
        case "central_requests":
            yield from _numbered(
                *(_asked(call) for call in CALLS.values() if call.request),
                *(_told(call) for call in CALLS.values()),
                {"status": "ok", "server_time": "2026-11-22T09:24:00Z"},
            )


def _asked(call: Call[Any, Any]) -> object:
    """What central is asked: of what opens a session it is told the visit too."""
    request = request_of(call)
    return (
        codec_of(OpenSession).plain(request.open_session(_ID)) if call is OPEN else _plain(request)
    )


def _told(call: Call[Any, Any]) -> object:
    """What central answers."""
    answer = answers_to(call, ALONE)[0]
    token = {"token": "t" * 40, "expires_in_s": 300} if call.answer_with_token else {}
    return _plain(answer) | token


def _plain(message: object) -> dict[str, Any]:
    return codec_of(type(message)).plain(message)


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
