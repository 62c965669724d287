"""Towns, agencies and what their kiosks are called."""

from collections.abc import Iterator
from itertools import count
from random import Random

POSTCODES = {
    "Alençon": "61000", "Annecy": "74000", "Arles": "13200", "Auray": "56400",
    "Avranches": "50300", "Bayeux": "14400", "Beaune": "21200", "Belfort": "90000",
    "Béthune": "62400", "Blois": "41000", "Bressuire": "79300", "Briançon": "05100",
    "Cahors": "46000", "Carpentras": "84200", "Castres": "81100", "Châteaudun": "28200",
    "Cholet": "49300", "Cognac": "16100", "Concarneau": "29900", "Dinan": "22100",
    "Dole": "39100", "Épernay": "51200", "Étampes": "91150", "Évreux": "27000", "Figeac": "46100",
    "Foix": "09000", "Fougères": "35300", "Gaillac": "81600", "Gap": "05000", "Givors": "69700",
    "Guéret": "23000", "Hyères": "83400", "Issoire": "63500", "Langon": "33210", "Laon": "02000",
    "Lodève": "34700", "Lons": "39000", "Lourdes": "65100", "Mâcon": "71000", "Mayenne": "53100",
    "Millau": "12100", "Moulins": "03000", "Nérac": "47600", "Nevers": "58000", "Nîmes": "30000",
    "Orange": "84100", "Péronne": "80200", "Pontivy": "56300", "Privas": "07000",
    "Quimper": "29000", "Redon": "35600", "Rodez": "12000", "Romans": "26100", "Saintes": "17100",
    "Sarlat": "24200", "Saumur": "49400", "Sète": "34200", "Thouars": "79100", "Tulle": "19000",
    "Uzès": "30700", "Vannes": "56000", "Vierzon": "18100", "Vire": "14500", "Yvetot": "76190",
}  # fmt: skip
TOWNS = tuple(POSTCODES)
_ROOMS = ("hall", "accueil", "espace libre-service", "couloir", "salle d’attente")
_PLAIN = str.maketrans("çéÉèêâîû’ ", "ceeeeaiu--")


def agencies() -> Iterator[tuple[str, str]]:
    """The site's code and the town, without end."""
    for turn in count(1):
        for town in TOWNS:
            slug = town.translate(_PLAIN).lower()
            yield (slug if turn == 1 else f"{slug}-{turn}"), town


def kiosk_names(chance: Random, town: str, number: int) -> list[str]:
    rooms = chance.sample(_ROOMS, k=min(number, len(_ROOMS)))
    return [f"{town}, {room}" for room in rooms]


def kiosk_id(number: int) -> str:
    return f"k{number:05}"
