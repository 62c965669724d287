"""Fictitious holders for the card tests."""

from kiosk.domain.identity import Holder
from wire.base import LONGEST_NAME
from wire.nir import Nir

CAMILLE = Holder("MARTIN", "Camille", "19850315", "FRA", Nir("185037599900118"))
LUCIE = Holder("ROSSI", "Lucie", "19580209", "FRA", Nir("258022B99900495"))
WEI = Holder("ZHANG", "Wei", "19850322", "CHN", Nir("885039999901078"))
LONGEST = ("MONTMORENCY-BEAUCHAMP" * 4)[:LONGEST_NAME]
LONG = Holder(LONGEST, "Zoé" * 20, "20000229", "FRA", Nir("200023899903340"))
