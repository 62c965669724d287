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
MINIMAL = SAMPLES["minimal"].attestation
WITH_SITUATION = SAMPLES["situation"].attestation
OVERFULL_MINIMAL = replace(WITH_SITUATION, version=Version.MINIMALE)
ENDED = SAMPLES["ended"].attestation
NINETEEN = SAMPLES["nineteen"].attestation
LONG_NAMES = SAMPLES["long-names"].attestation
