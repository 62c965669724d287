"""Towns, agencies and what their kiosks are called."""

from collections.abc import Iterator
from itertools import count
from random import Random

TOWNS = (
    "Alençon", "Annecy", "Arles", "Auray", "Avranches", "Bayeux", "Beaune", "Belfort", "Béthune",
    "Blois", "Bressuire", "Briançon", "Cahors", "Carpentras", "Castres", "Châteaudun", "Cholet",
    "Cognac", "Concarneau", "Dinan", "Dole", "Épernay", "Étampes", "Évreux", "Figeac", "Foix",
    "Fougères", "Gaillac", "Gap", "Givors", "Guéret", "Hyères", "Issoire", "Langon", "Laon",
    "Lodève", "Lons", "Lourdes", "Mâcon", "Mayenne", "Millau", "Moulins", "Nérac", "Nevers",
    "Nîmes", "Orange", "Péronne", "Pontivy", "Privas", "Quimper", "Redon", "Rodez", "Romans",
    "Saintes", "Sarlat", "Saumur", "Sète", "Thouars", "Tulle", "Uzès", "Vannes", "Vierzon", "Vire",
    "Yvetot",
)  # fmt: skip
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
