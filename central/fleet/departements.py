"""The départements of France, and where each is about: a tile in a grid."""

from dataclasses import dataclass

_GRID = (
    ".. .. .. .. .. .. 62 59 .. .. .. ..",
    ".. .. .. .. .. 76 80 60 02 08 .. ..",
    ".. .. .. 50 14 27 95 93 51 55 57 67",
    "29 22 35 53 61 78 92 75 94 54 88 68",
    ".. 56 44 49 72 28 91 77 10 52 70 90",
    ".. .. 85 79 37 41 45 89 21 39 25 ..",
    ".. .. 17 86 36 18 58 71 01 74 .. ..",
    ".. .. 33 16 87 23 03 42 69 73 .. ..",
    "971 .. 40 24 19 63 43 07 26 38 05 ..",
    "972 .. 64 47 46 15 48 30 84 04 06 ..",
    "973 .. .. 32 82 12 34 .. 13 83 .. 2B",
    "974 .. .. 65 31 81 11 .. .. .. .. 2A",
    "976 .. .. .. 09 .. 66 .. .. .. .. ..",
)
"""Each about where it lies, its neighbours beside it as far as there is room; those overseas stand
in the sea."""
_NAMES = {
    "01": "Ain",
    "02": "Aisne",
    "03": "Allier",
    "04": "Alpes-de-Haute-Provence",
    "05": "Hautes-Alpes",
    "06": "Alpes-Maritimes",
    "07": "Ardèche",
    "08": "Ardennes",
    "09": "Ariège",
    "10": "Aube",
    "11": "Aude",
    "12": "Aveyron",
    "13": "Bouches-du-Rhône",
    "14": "Calvados",
    "15": "Cantal",
    "16": "Charente",
    "17": "Charente-Maritime",
    "18": "Cher",
    "19": "Corrèze",
    "2A": "Corse-du-Sud",
    "2B": "Haute-Corse",
    "21": "Côte-d’Or",
    "22": "Côtes-d’Armor",
    "23": "Creuse",
    "24": "Dordogne",
    "25": "Doubs",
    "26": "Drôme",
    "27": "Eure",
    "28": "Eure-et-Loir",
    "29": "Finistère",
    "30": "Gard",
    "31": "Haute-Garonne",
    "32": "Gers",
    "33": "Gironde",
    "34": "Hérault",
    "35": "Ille-et-Vilaine",
    "36": "Indre",
    "37": "Indre-et-Loire",
    "38": "Isère",
    "39": "Jura",
    "40": "Landes",
    "41": "Loir-et-Cher",
    "42": "Loire",
    "43": "Haute-Loire",
    "44": "Loire-Atlantique",
    "45": "Loiret",
    "46": "Lot",
    "47": "Lot-et-Garonne",
    "48": "Lozère",
    "49": "Maine-et-Loire",
    "50": "Manche",
    "51": "Marne",
    "52": "Haute-Marne",
    "53": "Mayenne",
    "54": "Meurthe-et-Moselle",
    "55": "Meuse",
    "56": "Morbihan",
    "57": "Moselle",
    "58": "Nièvre",
    "59": "Nord",
    "60": "Oise",
    "61": "Orne",
    "62": "Pas-de-Calais",
    "63": "Puy-de-Dôme",
    "64": "Pyrénées-Atlantiques",
    "65": "Hautes-Pyrénées",
    "66": "Pyrénées-Orientales",
    "67": "Bas-Rhin",
    "68": "Haut-Rhin",
    "69": "Rhône",
    "70": "Haute-Saône",
    "71": "Saône-et-Loire",
    "72": "Sarthe",
    "73": "Savoie",
    "74": "Haute-Savoie",
    "75": "Paris",
    "76": "Seine-Maritime",
    "77": "Seine-et-Marne",
    "78": "Yvelines",
    "79": "Deux-Sèvres",
    "80": "Somme",
    "81": "Tarn",
    "82": "Tarn-et-Garonne",
    "83": "Var",
    "84": "Vaucluse",
    "85": "Vendée",
    "86": "Vienne",
    "87": "Haute-Vienne",
    "88": "Vosges",
    "89": "Yonne",
    "90": "Territoire de Belfort",
    "91": "Essonne",
    "92": "Hauts-de-Seine",
    "93": "Seine-Saint-Denis",
    "94": "Val-de-Marne",
    "95": "Val-d’Oise",
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "976": "Mayotte",
}
_OVERSEAS, _CORSICA = "97", "20"
_OF_SOUTHERN_CORSICA = ("200", "201")


@dataclass(frozen=True, slots=True)
class Departement:
    """``row``, ``column``: of the grid, from 1."""

    code: str
    name: str
    row: int
    column: int


DEPARTEMENTS = {
    code: Departement(code, _NAMES[code], row, column)
    for row, line in enumerate(_GRID, start=1)
    for column, code in enumerate(line.split(), start=1)
    if code in _NAMES
}


def departement_of(postcode: str) -> Departement | None:
    """None of a postcode that is of none, such as of an overseas collectivity."""
    if postcode.startswith(_OVERSEAS):
        return DEPARTEMENTS.get(postcode[:3])
    if postcode.startswith(_CORSICA):
        return DEPARTEMENTS["2A" if postcode.startswith(_OF_SOUTHERN_CORSICA) else "2B"]
    return DEPARTEMENTS.get(postcode[:2])
