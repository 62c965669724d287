"""Families by answer to reset, and the look-alikes that must not pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.pcsc.atr import Family, family_of


@pytest.mark.parametrize(
    ("atr", "family"),
    [
        ("3B751300004309EA9000", Family.VITALE2),
        ("3B751300004F09FA9000", Family.VITALE2),
        ("3F6525002209699000", Family.VITALE1),
        ("3F65250052096A9000", Family.VITALE1),
        ("3BAC00402A001225006480000310009000", Family.CPS),
        ("3BDC18FF0000122500648000", Family.CPS),
        ("3B9B18800100122500648001", Family.CPS),
        ("3B8F80010031B86404B0ECC17394018082900012", Family.CPS),
        ("3B6700002D201601789000", Family.STAFF),
        ("3B8F80010031B86404B0ECC173940180FFFFFFE3", Family.FOREIGN),
        ("3B7513000 09C02020102".replace(" ", ""), Family.UNKNOWN),
        ("3F6525002B09629000", Family.FOREIGN),
        ("3F6525002B09EB9000", Family.FOREIGN),
        ("3F65250053436890 00".replace(" ", ""), Family.FOREIGN),
        ("3B751300005109EA9000", Family.UNKNOWN),
        ("3B751300004309EA900000", Family.UNKNOWN),
        ("", Family.UNKNOWN),
    ],
)
def test_family(atr, family):
    assert family_of(bytes.fromhex(atr)) is family


@given(st.binary(max_size=40))
def test_any_bytes_have_a_family(atr):
    assert family_of(atr) in Family
