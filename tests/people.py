"""Fictitious people for tests (commune 999: nobody's number)."""

from kiosk.domain.identity import Holder
from wire.nir import Nir

CAMILLE = Holder("MARTIN", "Camille", "19850315", "FRA", Nir("185037599900118"))
AICHA = Holder("DIALLO", "Aïcha", "19920612", "FRA", Nir("292069999900291"))
