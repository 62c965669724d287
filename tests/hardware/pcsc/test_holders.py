"""Two files, joined by position: strict on whose number it is, lenient on the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.card import CardRead, Unreadable, UnreadableReason
from kiosk.domain.identity import Insured
from kiosk.hardware.pcsc.holders import holders_of
from kiosk.services.dialog import open_account
from wire.base import LONGEST_NAME
from wire.citizen import CardHolder
from wire.codec import codec_of

IDENTITIES = bytes.fromhex(
    "652A800B4455504F4E542D54455354810C4D415249452D48C94CC84E458208313938353035313290034652416521"
    "800B4455504F4E542D5445535481034CC94F820832303134303330319003465241"
)
NUMBERS = bytes.fromhex(
    "6511930F3238353035393939393930303133316511930F313134303339393939393030323335"
)
VALID = [
    "255081416802538",
    "294037512000591",
    "153124500723160",
    "284052A32102552",
    "284202B32102528",
    "284992B32102531",
    "284058832102532",
    "142196296516794",
    "268081315501324",
    "279035121518989",
    "253072B07300470",
    "253072A07300443",
    "269054958815780",
    "792069999900928",
    "885039999901078",
    "199997599901182",
]


def tlv(tag: int, value: bytes) -> bytes:
    return bytes([tag, len(value)]) + value


def identity(*fields: tuple[int, bytes]) -> bytes:
    return tlv(0x65, b"".join(tlv(tag, value) for tag, value in fields))


def number(nir: str | bytes) -> bytes:
    return tlv(0x65, tlv(0x93, nir.encode("latin-1") if isinstance(nir, str) else nir))


ONE = identity((0x80, b"MARTIN"), (0x81, b"Camille"), (0x82, b"19850315"), (0x90, b"FRA"))


def read(identities: bytes, numbers: bytes) -> CardRead:
    outcome = holders_of(identities, numbers)
    assert isinstance(outcome, CardRead), outcome
    return outcome


def reason(identities: bytes, numbers: bytes) -> UnreadableReason:
    outcome = holders_of(identities, numbers)
    assert isinstance(outcome, Unreadable)
    return outcome.reason


def test_the_published_fixture_has_two_holders():
    first, second = read(IDENTITIES + bytes(30), NUMBERS + bytes(9)).holders
    assert (first.family_name, first.given_name) == ("DUPONT-TEST", "MARIE-HÉLÈNE")
    assert (first.birth_date, first.nationality) == ("19850512", "FRA")
    assert first.nir.value == "285059999900131"
    assert (second.given_name, second.nir.value) == ("LÉO", "114039999900235")


@pytest.mark.parametrize("nir", VALID)
def test_numbers_of_every_kind_are_read(nir):
    assert read(ONE, number(nir)).holders[0].nir.value == nir


@pytest.mark.parametrize(
    "nir",
    [
        "185037599900100",
        "18503759990011",
        "1850375999001189",
        "1850375A9900118",
        "284052C32102552",
        "284058832102530",
        "284052a32102552",
        "2 8405883210253",
        "28405883210253²",
        "",
        b"\x00" * 15,
    ],
)
def test_a_number_that_is_not_surely_right_makes_the_card_unreadable(nir):
    assert reason(ONE, number(nir)) in (UnreadableReason.NIR_KEY, UnreadableReason.MALFORMED)


def test_a_wrong_key_is_said_as_such():
    assert reason(ONE, number("185037599900119")) is UnreadableReason.NIR_KEY


def test_one_wrong_key_among_many_spoils_the_card():
    assert reason(ONE * 2, number(VALID[0]) + number("185037599900119")) is UnreadableReason.NIR_KEY


@pytest.mark.parametrize("counts", [(1, 0), (0, 1), (2, 1), (1, 2), (19, 18)])
def test_counts_that_differ_are_never_guessed_at(counts):
    names, numbers = counts
    outcome = reason(ONE * names, number(VALID[0]) * numbers)
    assert outcome is UnreadableReason.HOLDER_COUNTS_DIFFER


@pytest.mark.parametrize(
    "file", [b"", bytes(256), b"\xff" * 256, tlv(0x66, tlv(0x80, b"20200101"))]
)
def test_no_holder(file):
    assert reason(file, file) is UnreadableReason.NO_HOLDER


def test_nineteen_holders_keep_their_order():
    names = b"".join(
        identity((0x80, b"BENALI"), (0x81, b"N%d" % i), (0x82, b"20100101")) for i in range(19)
    )
    holders = read(names, number(VALID[0]) * 19).holders
    assert [h.given_name for h in holders] == [f"N{i}" for i in range(19)]


def test_order_of_tags_unknown_tags_and_long_lengths_do_not_matter():
    noise_in_unknown_constructed = b"\xa5\x03\xff\xff\xff"
    fields = b"".join(
        (
            b"\x90\x03FRA",
            b"\x82\x81\x0819850315",
            b"\x5f\x20\x02??",
            noise_in_unknown_constructed,
            b"\xa5\x00",
            b"\x81\x82\x00\x07Camille",
            b"\x80\x06MARTIN",
        )
    )
    entry = b"\x65\x81" + bytes([len(fields)]) + fields
    holder = read(tlv(0x66, b"") + entry + tlv(0x67, b"x"), number(VALID[0])).holders[0]
    assert (holder.family_name, holder.given_name) == ("MARTIN", "Camille")


@pytest.mark.parametrize("tag", [0x80, 0x81])
def test_whose_name_is_longer_than_central_takes_is_told_so_and_not_that_nobody_knows_them(tag):
    fields = {0x80: b"MARTIN", 0x81: b"Camille", 0x82: b"19850315"}
    longest = fields | {tag: b"N" * LONGEST_NAME}
    assert len(read(long_identity(longest), number(VALID[0])).holders) == 1
    longer = long_identity(fields | {tag: b"N" * (LONGEST_NAME + 1)})
    assert reason(longer, number(VALID[0])) is UnreadableReason.NAME_TOO_LONG


def long_identity(fields: dict[int, bytes]) -> bytes:
    value = b"".join(tlv(*field) for field in fields.items())
    return b"\x65\x81" + bytes([len(value)]) + value


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_whoever_a_card_names_can_be_asked_for_at_central(family_name, given_name):
    fields = {0x80: family_name, 0x81: given_name, 0x82: b"19850315"}
    outcome = holders_of(long_identity(fields), number(VALID[0]))
    if isinstance(outcome, CardRead):
        step = open_account(Insured(outcome.holders[0]))
        assert codec_of(CardHolder).of_plain(step.request) == step.request


def test_names_are_trimmed_and_stripped_of_control_characters():
    fields = ((0x80, b"  NU\xd1EZ\x85\x1b\x00\x00"), (0x81, b"Zo\xe9 \x00"), (0x82, b"20000229"))
    holder = read(identity(*fields), number(VALID[0])).holders[0]
    assert (holder.family_name, holder.given_name) == ("NUÑEZ", "Zoé")


@pytest.mark.parametrize("given_name", [None, b"", b"   ", b"\x00\x00"])
def test_a_single_name_is_no_fault(given_name):
    fields = [(0x80, b"ZALMAI"), (0x82, b"19910320")]
    if given_name is not None:
        fields.append((0x81, given_name))
    assert read(identity(*fields), number(VALID[0])).holders[0].given_name == ""


@pytest.mark.parametrize("date", [b"19421901", b"19990000", b"19702001"])
def test_lunar_dates_are_kept_as_text(date):
    holder = read(identity((0x80, b"A"), (0x82, date)), number(VALID[0])).holders[0]
    assert holder.birth_date == date.decode()


@pytest.mark.parametrize("date", [b"", b"1985031", b"198503155", b"1985O315", b"\xb2" * 8])
def test_a_birth_date_that_is_none_makes_the_card_unreadable(date):
    fields = ((0x80, b"A"), (0x82, date))
    assert reason(identity(*fields), number(VALID[0])) is UnreadableReason.MALFORMED


@pytest.mark.parametrize("tag", [0x80, 0x82])
def test_a_field_given_twice_is_not_chosen_from(tag):
    twice = tlv(tag, b"19850316")
    spoilt = bytes([ONE[0], ONE[1] + len(twice)]) + ONE[2:] + twice
    assert reason(spoilt, number(VALID[0])) is UnreadableReason.MALFORMED


def test_two_numbers_in_one_entry_are_not_chosen_from():
    both = tlv(0x65, tlv(0x93, VALID[0].encode()) + tlv(0x93, VALID[1].encode()))
    assert reason(ONE, both) is UnreadableReason.MALFORMED


def test_a_declared_length_beyond_any_file_is_too_large():
    assert reason(b"\x65\x82\xff\xff" + ONE, number(VALID[0])) is UnreadableReason.TOO_LARGE


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_noise_never_raises_and_never_prints_itself(identities, numbers):
    assert holders_of(identities, numbers) is not None


@given(st.integers(0, len(IDENTITIES) - 1), st.integers(0, 255))
def test_a_flipped_byte_never_moves_a_number_to_another_position(at, value):
    spoilt = IDENTITIES[:at] + bytes([value]) + IDENTITIES[at + 1 :]
    outcome = holders_of(spoilt, NUMBERS)
    if isinstance(outcome, CardRead):
        assert [h.nir.value for h in outcome.holders] == ["285059999900131", "114039999900235"]
