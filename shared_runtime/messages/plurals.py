"""Which form of a sentence goes with a number: the cardinal rules of CLDR 49, plurals.xml.

They are cut down to whole numbers below a million, which is all that is counted here. So French and
its neighbours do without their form ``many``, which is for whole millions, Czech, Lithuanian and
Slovak without theirs and Russian, Ukrainian and Polish without ``other``, which are for fractions.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plural:
    """``forms`` are those a language has, and ``form_of`` names the one of a number."""

    forms: tuple[str, ...]
    form_of: Callable[[int], str]


def plural_of(language: str) -> Plural | None:
    """The rule of a language by its tag (``fr``, ``pt-PT``, ``fr-simple``), by the first part of it
    where the whole has none of its own; None where no rule is known."""
    return _PLURALS.get(language) or _PLURALS.get(language.partition("-")[0])


def _never(_n: int) -> str:
    return "other"


def _one(n: int) -> str:
    return "one" if n == 1 else "other"


def _zero_and_one(n: int) -> str:
    return "one" if n in (0, 1) else "other"


def _last_digit_one(n: int) -> str:
    return "one" if n % 10 == 1 and n % 100 != 11 else "other"


def _hebrew(n: int) -> str:
    return {1: "one", 2: "two"}.get(n, "other")


def _slovene(n: int) -> str:
    return {1: "one", 2: "two", 3: "few", 4: "few"}.get(n % 100, "other")


def _arabic(n: int) -> str:
    if n < 3:
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def _romanian(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if n == 0 or 1 <= n % 100 <= 19 else "other"


def _czech(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if 2 <= n <= 4 else "other"


def _serbian(n: int) -> str:
    if _last_digit_one(n) == "one":
        return "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "other"


def _russian(n: int) -> str:
    form = _serbian(n)
    return "many" if form == "other" else form


def _polish(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if _serbian(n) == "few" else "many"


def _lithuanian(n: int) -> str:
    if n % 10 == 0 or 11 <= n % 100 <= 19:
        return "other"
    return "one" if n % 10 == 1 else "few"


def _latvian(n: int) -> str:
    if n % 10 == 0 or 11 <= n % 100 <= 19:
        return "zero"
    return "one" if n % 10 == 1 else "other"


_OTHER = ("other",)
_ONE = ("one", "other")
_FEW = ("one", "few", "other")
_MANY = ("one", "few", "many")
_ARABIC = ("zero", "one", "two", "few", "many", "other")

_FAMILIES = (
    ("bm id ja km ko lo ms my rw th wo yo zgh zh", Plural(_OTHER, _never)),
    (
        (
            "az bg ca ckb da de el en es et eu fi gl ha hu it ka kk ku ml nb ne nl ps pt-PT so sq "
            "sv sw ta tr ur uz"
        ),
        Plural(_ONE, _one),
    ),
    ("am bn fa ff fr hi hy kab ln mg pa pt ti vi", Plural(_ONE, _zero_and_one)),
    ("mk", Plural(_ONE, _last_digit_one)),
    ("he", Plural(("one", "two", "other"), _hebrew)),
    ("sl", Plural(("one", "two", "few", "other"), _slovene)),
    ("ro", Plural(_FEW, _romanian)),
    ("cs sk", Plural(_FEW, _czech)),
    ("bs hr sr", Plural(_FEW, _serbian)),
    ("lt", Plural(_FEW, _lithuanian)),
    ("lv", Plural(("zero", "one", "other"), _latvian)),
    ("be ru uk", Plural(_MANY, _russian)),
    ("pl", Plural(_MANY, _polish)),
    ("ar", Plural(_ARABIC, _arabic)),
)
_PLURALS = {tag: plural for tags, plural in _FAMILIES for tag in tags.split()}
