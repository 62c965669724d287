"""Families by answer to reset, and the look-alikes that must not pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.pcsc.atr import CardFamily, family_of


@pytest.mark.parametrize(
    ("atr", "family"),
    [
        ("3B751300004309EA9000", CardFamily.VITALE2),
        ("3B751300004F09FA9000", CardFamily.VITALE2),
        ("3F6525002209699000", CardFamily.VITALE1),
        ("3F65250052096A9000", CardFamily.VITALE1),
        ("3BAC00402A001225006480000310009000", CardFamily.CPS),
        ("3BDC18FF0000122500648000", CardFamily.CPS),
        ("3B9B18800100122500648001", CardFamily.CPS),
        ("3B8F80010031B86404B0ECC17394018082900012", CardFamily.CPS),
        ("3B6700002D201601789000", CardFamily.STAFF),
        ("3B8F80010031B86404B0ECC173940180FFFFFFE3", CardFamily.FOREIGN),
        ("3B7513000 09C02020102".replace(" ", ""), CardFamily.UNKNOWN),
        ("3F6525002B09629000", CardFamily.FOREIGN),
        ("3F6525002B09EB9000", CardFamily.FOREIGN),
        ("3F65250053436890 00".replace(" ", ""), CardFamily.FOREIGN),
        ("3B751300005109EA9000", CardFamily.UNKNOWN),
        ("3B751300004309EA900000", CardFamily.UNKNOWN),
        ("", CardFamily.UNKNOWN),
    ],
)
def test_family(atr, family):
    assert family_of(bytes.fromhex(atr)) is family


@given(st.binary(max_size=40))
def test_any_bytes_have_a_family(atr):
    assert family_of(atr) in CardFamily
