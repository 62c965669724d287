"""BER-TLV within limits: whatever the bytes, objects or the one typed error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.pcsc.tlv import SIZE_LIMIT, Extent, TlvError, TlvFault, extent, parse

TAGS = st.sampled_from([0x01, 0x65, 0x80, 0x93, 0x5F20, 0x7F49, 0xDF8101])
OBJECTS = st.lists(st.tuples(TAGS, st.binary(max_size=300)), max_size=12)


def encode(tag: int, value: bytes, long: int = 0) -> bytes:
    """``long``: bytes of a long-form length, 0 for the shortest form."""
    size = len(value)
    if not long and size >= 0x80:
        long = 1 if size < 0x100 else 2
    length = bytes([0x80 | long]) + size.to_bytes(long) if long else bytes([size])
    return tag.to_bytes((tag.bit_length() + 7) // 8) + length + value


@given(OBJECTS, st.integers(0, 4), st.sampled_from([b"", b"\x00", b"\x00" * 40, b"\xff" * 9]))
def test_round_trip_whatever_the_length_form_and_the_padding(objects, long, padding):
    forms = [max(long, 2) if long and len(value) > 255 else long for _, value in objects]
    data = b"".join(encode(t, v, n) for (t, v), n in zip(objects, forms, strict=True))
    assert [(o.tag, o.value) for o in parse(data + padding)] == objects


@given(st.binary(max_size=400))
def test_noise_gives_objects_or_the_typed_error(data):
    try:
        parse(data)
    except TlvError:
        assert extent(data) in (Extent.OPEN, Extent.BROKEN)
    else:
        assert extent(data) in (Extent.CLOSED, Extent.BETWEEN)


@given(OBJECTS.filter(bool), st.data())
def test_a_cut_file_is_open_or_ends_between_objects(objects, data):
    whole = b"".join(encode(tag, value) for tag, value in objects)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert extent(cut) in (Extent.OPEN, Extent.BETWEEN)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("65", TlvFault.TRUNCATED),
        ("6505AA", TlvFault.TRUNCATED),
        ("6581", TlvFault.TRUNCATED),
        ("6580AA0000", TlvFault.MALFORMED),  # indefinite length
        ("6585000000000100", TlvFault.MALFORMED),
        ("5F818181810100", TlvFault.MALFORMED),  # a tag without end
        ("6582FFFF00", TlvFault.TOO_LARGE),
        ("6584FFFFFFFF", TlvFault.TOO_LARGE),
    ],
)
def test_each_fault_by_name(data, fault):
    with pytest.raises(TlvError) as caught:
        parse(bytes.fromhex(data))
    assert caught.value.fault is fault


def test_a_file_above_the_limit_is_refused():
    with pytest.raises(TlvError) as caught:
        parse(bytes(SIZE_LIMIT + 1))
    assert caught.value.fault is TlvFault.TOO_LARGE


def test_what_follows_padding_is_ignored():
    assert [o.value for o in parse(bytes.fromhex("8001AA00 8001BB".replace(" ", "")))] == [b"\xaa"]
    assert extent(bytes.fromhex("8001AA00")) is Extent.CLOSED
    assert extent(bytes.fromhex("8001AA")) is Extent.BETWEEN
