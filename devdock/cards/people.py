"""The fictitious people of the files in ``devdock/people`` and the cards they hold."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from devdock.cards.badges import AGENT, TECHNICIAN, badge_profiles
from kiosk.domain.identity import Holder
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import ATRS, WRONG_CARDS, CardProfile, vitale, with_atr
from wire.nir import Nir

_FILES = Path(__file__).parents[1] / "people"


@dataclass(frozen=True, slots=True, repr=False)
class DemoPerson:
    """``card``: slugs of the holders on this person's own card; empty without one."""

    slug: str
    holder: Holder
    birth_rank: int
    description_en: str
    description_fr: str
    card: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedCard:
    """A card to insert. ``fault`` belongs to the profile itself, as with one held upside down."""

    name: str
    description_en: str
    description_fr: str
    profile: CardProfile
    fault: CardFault | None = None


@cache
def people() -> dict[str, DemoPerson]:
    """By slug, in the order of the files: everybody, then those of single démarches."""
    files = sorted(_FILES.glob("*.toml"), key=lambda file: (file.stem != "everybody", file.stem))
    entries = (each for file in files for each in tomllib.loads(file.read_text("utf-8"))["people"])
    return {entry["slug"]: _person(entry) for entry in entries}


@cache
def cards() -> dict[str, NamedCard]:
    """Every card of the menu by name: people first, then those of staff, and what will not do."""
    everybody = people()
    menu = [
        NamedCard(
            person.slug,
            person.description_en,
            person.description_fr,
            vitale([everybody[slug].holder for slug in person.card]),
        )
        for person in everybody.values()
        if person.card
    ]
    somebody = menu[0].profile
    menu.append(
        NamedCard(
            "newer-mask",
            "A carte Vitale with an answer to reset on no list yet",
            "Carte Vitale dont la réponse au reset ne figure sur aucune liste",
            with_atr(somebody, ATRS["vitale2_newer"]),
        )
    )
    menu.append(
        NamedCard(
            "upside-down",
            "A carte Vitale held upside down",
            "Carte Vitale à l’envers",
            somebody,
            CardFault(CardFaultKind.MUTE),
        )
    )
    badges = badge_profiles()
    for name, english, french in _BADGES:
        menu.append(NamedCard(name, english, french, badges[name]))
    for name, english, french in _WRONG:
        menu.append(NamedCard(name, english, french, WRONG_CARDS[name]))
    return {card.name: card for card in menu}


_BADGES = (
    (AGENT, "An agent’s badge, read by its number", "Badge d’agent, lu par son numéro"),
    (
        TECHNICIAN,
        "A technician’s badge, read by its file",
        "Badge de technicien, lu par son fichier",
    ),
)
_WRONG = (
    ("vitale1", "An old carte Vitale 1", "Ancienne carte Vitale 1"),
    ("cps", "A health professional’s card", "Carte de professionnel de santé"),
    ("staff", "A CPAM staff card that is no badge here", "Carte d’agent de CPAM, sans badge"),
    ("hospital", "A public hospital’s card", "Carte d’hôpital public"),
    ("bank", "A bank card", "Carte bancaire"),
)


def _person(entry: dict[str, str | int | list[str]]) -> DemoPerson:
    def text(key: str) -> str:
        return str(entry[key])

    card = entry["card"]
    assert isinstance(card, list)
    return DemoPerson(
        slug=text("slug"),
        holder=Holder(
            text("family_name"),
            text("given_name"),
            text("birth_date"),
            text("nationality"),
            Nir(text("nir")),
        ),
        birth_rank=int(text("birth_rank")),
        description_en=text("description_en"),
        description_fr=text("description_fr"),
        card=tuple(card),
    )
