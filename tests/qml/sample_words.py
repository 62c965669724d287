"""Screens whose words are those of the catalogue, at their real length: paper, information."""

from functools import cache

from kiosk.domain.paper import PaperTrouble
from kiosk.domain.services import Group
from kiosk.ui.catalogue import Catalogue, Speech, load
from kiosk.ui.paths import catalogue_folder
from kiosk.ui.present import icons
from kiosk.ui.present import screens as s
from tests.qml.sample_flows import flows

PAGES = {
    "info-kiosk": ("info.kiosk", "paper", "card", "keep_card", "agent"),
    "info-phishing": ("info.phishing", "code", "bank", "link", "doubt"),
    "info-phished": ("info.phished", "bank", "password", "report", "help"),
    "data-kiosk": ("data.kiosk", "read", "code", "requests", "wiped"),
    "data-who": ("data.who", "caisse", "why", "agents", "log"),
    "data-rights": ("data.rights", "see", "write", "contact", "cnil"),
}
TILES = {
    "home-four": ("attestations", "card", "information", "privacy"),
    "home-six": ("attestations", "card", "refunds", "requests", "information", "privacy"),
}
DETAILS = {
    "attestations": ("attestation_de_droits",),
    "card": ("lire_ma_carte", "carte_abimee"),
    "requests": ("adresse", "ceam"),
    "information": ("cette_borne", "numeros_utiles", "hameconnage"),
    "privacy": ("vos_donnees",),
}


@cache
def _catalogue() -> Catalogue:
    return load(catalogue_folder())


def worded(language: str) -> dict[str, s.Screen]:
    """The screens by name."""
    speech = Speech(_catalogue(), language)
    found: dict[str, s.Screen] = {
        f"paper-waits-{trouble}": _waits(trouble, speech) for trouble in PaperTrouble
    }
    found["paper-again"] = _again(speech)
    found["paper-came"] = s.ChooseScreen(
        speech.say("paper.did_it_come"),
        tuple(_way(key, speech) for key in ("paper.yes", "paper.no")),
        icons.for_screen("paper.did_it_come"),
    )
    found["paper-nothing-came"] = _problem("paper.nothing_came", speech)
    found["login-suspended"] = _problem("login.suspended", speech)
    found["sms"] = s.ShowScreen(
        "show",
        speech.say("login.sms.title"),
        (speech.say("login.sms.line"), speech.say("login.sms.why")),
        (),
        tuple(_way(key, speech) for key in ("login.sms.send", "login.sms.other_phone")),
        icons.for_screen("login.sms.title"),
        "",
        False,
    )
    found["numbers"] = _numbers(speech)
    found |= flows(_catalogue(), language)
    found |= {name: _page(*keys, speech=speech) for name, keys in PAGES.items()}
    found |= {name: _home(groups, speech) for name, groups in TILES.items()}
    return found


def _waits(trouble: PaperTrouble, speech: Speech) -> s.Screen:
    title = f"paper.{trouble}.title"
    return s.WorkingScreen(
        speech.say(title),
        (speech.say(f"paper.{trouble}.wait"), speech.say("paper.goes_on")),
        icons.for_screen(title),
        speech.say("paper.waiting"),
    )


def _again(speech: Speech) -> s.Screen:
    return _problem("paper.paper_jam", speech, "paper.again", "way.home")


def _problem(key: str, speech: Speech, *ways: str) -> s.Screen:
    return s.ShowScreen(
        "problem",
        speech.say(f"{key}.title"),
        (speech.say(f"{key}.next"),),
        (),
        tuple(_way(way, speech) for way in ways or ("way.home",)),
        icons.for_screen(f"{key}.title"),
        "",
        False,
    )


def _page(title: str, *lines: str, speech: Speech) -> s.Screen:
    gaps = {
        "caisse": "Caisse de démonstration",
        "contact": "Déléguée à la protection des données, 12 avenue de la République, 99000 Ville",
    }
    return s.ShowScreen(
        "show",
        speech.say(f"{title}.title"),
        tuple(speech.say(f"{title}.{line}", **gaps) for line in lines),
        (),
        tuple(_way(key, speech) for key in ("way.more", "way.home")),
        icons.for_screen(f"{title}.title"),
        "",
        False,
    )


def _numbers(speech: Speech) -> s.Screen:
    values = {
        "agent": "Au bout du couloir, à gauche.",
        "phone": "36 46 (service gratuit)",
        "hours": "Du lundi au vendredi, de 8 h 30 à 17 h.",
    }
    return s.ShowScreen(
        "show",
        speech.say("info.numbers.title"),
        (),
        tuple(s.FactView(speech.say(f"info.numbers.{key}"), said) for key, said in values.items()),
        (_way("way.home", speech), _way("info.numbers.elsewhere", speech)),
        icons.for_screen("info.numbers.title"),
        "",
        False,
    )


def _home(groups: tuple[str, ...], speech: Speech) -> s.Screen:
    tiles = tuple(
        s.TileView(
            speech.say(f"group.{group}"),
            ", ".join(speech.say(f"service.{service}") for service in DETAILS.get(group, ())),
            icons.GROUPS[Group(group)],
            True,
            "",
            group == groups[0],
        )
        for group in groups
    )
    return s.HomeScreen(speech.say("home.title"), (), tiles, icons.for_screen("home.title"))


def _way(key: str, speech: Speech) -> s.OptionView:
    return s.OptionView(speech.say(key), icon=icons.for_option(key))
