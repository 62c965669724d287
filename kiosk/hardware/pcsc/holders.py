"""From the two files of a carte Vitale to its holders: strict on who it is, lenient on the rest."""

import unicodedata

from stdnum.fr import nir as nir_rules

from kiosk.domain.card import CardRead, Unreadable, UnreadableReason
from kiosk.domain.identity import Holder
from kiosk.hardware.pcsc import tlv
from wire.base import LONGEST_NAME
from wire.nir import Nir

_HOLDER = 0x65
_FAMILY_NAME = 0x80
_GIVEN_NAME = 0x81
_BIRTH_DATE = 0x82
_NATIONALITY = 0x90
_NIR = 0x93
_KNOWN = frozenset({_FAMILY_NAME, _GIVEN_NAME, _BIRTH_DATE, _NATIONALITY, _NIR})

_Fields = dict[int, bytes]


def holders_of(identity_file: bytes, nir_file: bytes) -> CardRead | Unreadable:
    """Joins the two files by position; a doubt about whose number it is makes them unreadable."""
    try:
        names, numbers = _holders(identity_file), _holders(nir_file)
    except tlv.TlvError as error:
        too_large = error.fault is tlv.TlvFault.TOO_LARGE
        return Unreadable(UnreadableReason.TOO_LARGE if too_large else UnreadableReason.MALFORMED)
    if not names and not numbers:
        return Unreadable(UnreadableReason.NO_HOLDER)
    if len(names) != len(numbers):
        return Unreadable(UnreadableReason.HOLDER_COUNTS_DIFFER)
    holders: list[Holder] = []
    for name, number in zip(names, numbers, strict=True):
        holder = _holder(name, number)
        if isinstance(holder, UnreadableReason):
            return Unreadable(holder)
        holders.append(holder)
    return CardRead(tuple(holders))


def _holders(file: bytes) -> list[_Fields]:
    return [_fields(entry.value) for entry in tlv.parse(file) if entry.tag == _HOLDER]


def _fields(holder: bytes) -> _Fields:
    fields: _Fields = {}
    for entry in tlv.parse(holder):
        if entry.tag in fields and entry.tag in _KNOWN:
            # Two values for one field leave open which of them is the person's.
            raise tlv.TlvError(tlv.TlvFault.MALFORMED)
        fields[entry.tag] = entry.value
    return fields


def _holder(name: _Fields, number: _Fields) -> Holder | UnreadableReason:
    family_name = _text(name.get(_FAMILY_NAME, b""))
    birth_date = _ascii(name.get(_BIRTH_DATE, b""))
    if not family_name or len(birth_date) != 8 or not birth_date.isdigit():
        return UnreadableReason.MALFORMED
    nir = _nir(number.get(_NIR, b""))
    if isinstance(nir, UnreadableReason):
        return nir
    # A person may have a single name: the given name is then empty or not there.
    given_name = _text(name.get(_GIVEN_NAME, b""))
    if max(len(family_name), len(given_name)) > LONGEST_NAME:
        return UnreadableReason.NAME_TOO_LONG
    return Holder(family_name, given_name, birth_date, _text(name.get(_NATIONALITY, b"")), nir)


def _nir(field: bytes) -> Nir | UnreadableReason:
    """Checks the key and nothing about sex, month or department, all of which have exceptions."""
    try:
        # The shape comes first: python-stdnum would forgive separators and small letters.
        nir = Nir(_ascii(field))
    except ValueError:
        return UnreadableReason.MALFORMED
    return nir if nir_rules.is_valid(nir.value) else UnreadableReason.NIR_KEY


def _text(field: bytes) -> str:
    """Latin-1 without what nobody sees (00-1F, 7F-9F, the soft hyphen AD), trimmed."""
    text = field.decode("latin-1")
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf")).strip()


def _ascii(field: bytes) -> str:
    """Trimmed of padding; empty when a byte is not ASCII."""
    try:
        return field.strip(b" \x00").decode("ascii")
    except UnicodeDecodeError:
        return ""
