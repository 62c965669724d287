"""What is fuzzed: each target takes any bytes and raises only where the product would be wrong."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from kiosk.documents.attestation import render_attestation
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.domain.card import CardRead, Unreadable, WrongCard
from kiosk.gateway import client
from kiosk.gateway.events import EventReader, TooLong
from kiosk.hardware.pcsc import tlv
from kiosk.hardware.pcsc.apdu import Exchange
from kiosk.hardware.pcsc.asking import MOST_EXCHANGES, CardVerdict
from kiosk.hardware.pcsc.holders import holders_of
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import ATRS, VITALE2_ATR, CardProfile
from shared_runtime.private import Private
from wire.attestation import Attestation
from wire.calls.session import OPEN
from wire.calls.table import CALLS
from wire.citizen import OpenSession
from wire.codec import Codec, Malformed
from wire.problem import Problem
from wire.status import CentralHealth, LinkStatus

T = TypeVar("T")

Target = Callable[[bytes], None]

_ATRS = (*ATRS.values(), VITALE2_ATR)
_MANNERS = (
    None,
    CardFault(CardFaultKind.EVERYWHERE_61),
    CardFault(CardFaultKind.EVERYWHERE_6C),
    CardFault(CardFaultKind.BY_NAME_ONLY),
    CardFault(CardFaultKind.WRONG_STATUS_WORD),
)
_PLACE = PlaceOfIssue("Agence du Centre", "07")
_ATTESTATION = Codec[Attestation](Attestation)
_PROBLEM = Codec[Problem](Problem)
_STATUS = Codec[object](LinkStatus)
_OF_GATEWAY = tuple(Codec[object](call.answer) for call in CALLS.values())
_OF_CENTRAL = tuple(
    Codec[object](message)
    for message in (
        *(OpenSession if call is OPEN else call.request for call in CALLS.values() if call.request),
        *(call.from_central for call in CALLS.values()),
        CentralHealth,
    )
)
"""What central is asked, and what it answers."""
_LAST_KEYS = 97


class Wrong(AssertionError):
    """The product did what it must not."""


def files(data: bytes) -> None:
    """The two files of a card. The first two bytes say how long the first one is."""
    size = int.from_bytes(data[:2])
    _judge(holders_of(data[2 : 2 + size], data[2 + size :]))


def data_objects(data: bytes) -> None:
    """One level of BER-TLV: objects whose bytes all come from the file, or the one error."""
    try:
        objects = tlv.parse(data)
    except tlv.TlvError:
        _expect(tlv.extent(data) in (tlv.Extent.OPEN, tlv.Extent.BROKEN), "an error yet an extent")
    else:
        _expect(sum(len(each.value) for each in objects) <= len(data), "bytes from nowhere")


def chip(data: bytes) -> None:
    """A sound chip with any content: the first byte is its manner, then as for ``files``."""
    size = int.from_bytes(data[1:3])
    manner = _MANNERS[data[0] % len(_MANNERS)] if data else None
    profile = CardProfile(VITALE2_ATR, data[3 : 3 + size], data[3 + size :])
    _converse(read_vitale(VITALE2_ATR), VirtualChip(profile, manner).answer)


def answers(data: bytes) -> None:
    """A mad chip: the first byte chooses its ATR; then each answer has a byte of length before it,
    and what is left over is answered again and again."""
    script = list(_pieces(data[1:])) or [b""]
    told = 0

    def answer(_: bytes) -> bytes:
        nonlocal told
        told += 1
        return script[min(told, len(script)) - 1]

    _converse(read_vitale(_ATRS[data[0] % len(_ATRS)] if data else b""), answer)


def status_stream(data: bytes) -> None:
    """What kiosk-sync sends on its stream, cut anywhere: the first byte says how."""
    whole, cut = EventReader(), EventReader()
    step = (data[0] if data else 0) + 1
    body = data[1:]
    try:
        once = list(whole.feed(body))
        parts = [
            event for at in range(0, len(body), step) for event in cut.feed(body[at : at + step])
        ]
    except TooLong:
        return
    _expect(once == parts, "a cut changes the events")
    for event in once:
        _parse(_STATUS, event.data.encode())


def gateway_answers(data: bytes) -> None:
    """What kiosk-sync answers kiosk-ui: the first byte says which call it answers; or a problem."""
    if data:
        which = data[0] % (len(_OF_GATEWAY) + 1)
        if which < len(_OF_GATEWAY):
            _parse(_OF_GATEWAY[which], data[1:])
        else:
            problem = _parse(_PROBLEM, data[1:])
            if problem is not None:
                client._not_reached(problem)


def paper(data: bytes) -> None:
    """An attestation that the kiosk takes for one can be printed, on some pages."""
    try:
        attestation = _ATTESTATION.read(data)
    except Malformed:
        return
    rendered = render_attestation(attestation, _PLACE)
    _expect(rendered.pdf.startswith(b"%PDF") and rendered.pages > 0, "no paper")


def central_requests(data: bytes) -> None:
    """What a kiosk asks of central, and what central answers kiosk-sync: by the first byte."""
    if data:
        _parse(_OF_CENTRAL[data[0] % len(_OF_CENTRAL)], data[1:])


TARGETS: Mapping[str, Target] = {
    target.__name__: target
    for target in (
        files,
        data_objects,
        chip,
        answers,
        status_stream,
        gateway_answers,
        paper,
        central_requests,
    )
}


def _pieces(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        yield data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]


def _converse(reading: Exchange[CardRead | CardVerdict], answer: Callable[[bytes], bytes]) -> None:
    """Has the reading speak with a chip to its end."""
    try:
        command = next(reading)
        for _ in range(MOST_EXCHANGES + 1):
            _expect(4 <= len(command) <= 261, "no short command")
            command = reading.send(answer(command))
    except StopIteration as end:
        _judge(end.value)
        return
    raise Wrong("a reading without end")


def _judge(outcome: object) -> None:
    """Nothing but an outcome; and whoever is named has a number with its right key."""
    if isinstance(outcome, WrongCard | Unreadable):
        return
    _expect(isinstance(outcome, CardRead), "no outcome of a reading")
    assert isinstance(outcome, CardRead)
    _expect(bool(outcome.holders), "a card of nobody")
    for holder in outcome.holders:
        number = holder.nir.value
        digits = number[:13].replace("2A", "19").replace("2B", "18")
        _expect(int(number[13:]) == _LAST_KEYS - int(digits) % _LAST_KEYS, "a wrong key")
        _expect(len(holder.birth_date) == 8 and holder.birth_date.isdigit(), "no date")
        _expect(bool(holder.family_name), "no name")
        written = holder.family_name + holder.given_name + holder.nationality
        _expect(all(unicodedata.category(c) != "Cc" for c in written), "control characters")
        _expect(number not in repr(outcome), "a number in a text form")


def _parse(codec: Codec[T], body: bytes) -> T | None:
    """The value, which does not print itself and can be passed on, or None where the one error was
    raised."""
    try:
        value = codec.read(body)
    except Malformed:
        return None
    _expect(isinstance(value, Private), "no message")
    _expect(repr(value) == f"{type(value).__name__}(…)", "a value that prints itself")
    _expect(codec.read(codec.write(value)) == value, "another value at the next reader")
    return value


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Wrong(otherwise)
