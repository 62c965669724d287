"""The samples of the product under short names, and what only tests have use for."""

from dataclasses import replace

from kiosk.documents.samples import FAMILY, ISSUED, PLACE, SAMPLES, periode, person
from wire.attestation import Version

__all__ = [
    "ENDED",
    "FAMILY",
    "ISSUED",
    "LONG_NAMES",
    "MINIMAL",
    "NINETEEN",
    "NIR",
    "OVERFULL_MINIMAL",
    "PLACE",
    "WITH_SITUATION",
    "periode",
    "person",
]

NIR = "185037599900118"
MINIMAL = SAMPLES["minimal"].paper
WITH_SITUATION = SAMPLES["situation"].paper
OVERFULL_MINIMAL = replace(WITH_SITUATION, version=Version.MINIMALE)
ENDED = SAMPLES["ended"].paper
NINETEEN = SAMPLES["nineteen"].paper
LONG_NAMES = SAMPLES["long-names"].paper
