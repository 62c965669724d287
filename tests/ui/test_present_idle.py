from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.card import (
    Mute,
    ReadTimedOut,
    RemovedTooEarly,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.domain.faults import COMMANDED, Fault, Link
from kiosk.domain.identity import Holder
from kiosk.domain.place import Notice
from kiosk.domain.states import (
    Attract,
    Booting,
    CardRefused,
    ChooseHolder,
    Home,
    IdleWarning,
    OutOfService,
    Reading,
    TakeCard,
)
from kiosk.ui.present.view import Help
from tests.domain.people import ALONE, MOTHER, holder
from tests.ui.places import DEMO_PLACE
from tests.ui.views import SESSION, framed, kiosk, shown, view, visit

TROUBLES = [
    *map(WrongCard, WrongCardKind),
    *map(Unreadable, UnreadableReason),
    Mute(),
    RemovedTooEarly(),
    ReadTimedOut(),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_every_trouble_with_a_card_says_what_it_is_and_what_to_do(catalogue, trouble, language):
    seen = shown(kiosk(CardRefused(SESSION, trouble)), view(catalogue, language))
    assert seen.kind == "wrongCard"
    assert seen.title
    assert all(seen.lines)
    assert "{" not in "".join((seen.title, *seen.lines))


@pytest.mark.parametrize("reason", UnreadableReason)
def test_a_card_that_cannot_be_trusted_leads_to_an_agent(catalogue, reason):
    seen = shown(kiosk(CardRefused(SESSION, Unreadable(reason))), view(catalogue))
    assert any("agent" in line for line in seen.lines)


def test_whose_name_is_too_long_for_the_kiosk_is_not_told_that_the_card_is_bad(catalogue):
    trouble = Unreadable(UnreadableReason.NAME_TOO_LONG)
    seen = shown(kiosk(CardRefused(SESSION, trouble)), view(catalogue))
    assert seen.title == "La borne ne peut pas lire cette carte"
    assert seen.lines[0].startswith("Votre carte est bonne.")


def test_the_old_card_the_reversed_card_and_a_strange_card_look_different(catalogue):
    drawings = {
        shown(kiosk(CardRefused(SESSION, trouble)), view(catalogue)).drawing
        for trouble in (WrongCard(WrongCardKind.VITALE1), Mute(), WrongCard(WrongCardKind.OTHER))
    }
    assert drawings == {"cardOld", "cardUpsideDown", "cardOther"}


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (Booting(), "booting"),
        (Attract(), "attract"),
        (Reading(SESSION), "reading"),
        (TakeCard(), "takeCard"),
        (OutOfService(), "outOfService"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_at_rest_nobody_is_named_and_there_is_no_way_back(catalogue, state, kind):
    seen = framed(kiosk(state), view(catalogue))
    assert seen.screen.kind == kind
    assert (seen.header.greeting_name, seen.header.masked_nir) == ("", "")
    assert (seen.can_go_back, seen.can_end) == (False, False)


def test_out_of_service_says_why_since_when_and_where_to_go(catalogue):
    state = kiosk(OutOfService(), Fault.READER_ABSENT, Fault.PRINTER)
    seen = shown(state, view(catalogue))
    assert seen.reasons == ("Le lecteur de carte ne répond pas.",)
    assert seen.since == "En panne depuis 10 h 24"
    assert seen.nearest[0].label == "Une autre borne est à l’accueil."
    assert seen.phone == "Par téléphone\u00a0: 36 46"


def test_out_of_service_since_another_day_names_it(catalogue):
    state = kiosk(OutOfService(), Fault.READER_ABSENT)
    today = view(catalogue)
    seen = shown(state, replace(today, since=today.now - timedelta(days=1)))
    assert seen.since == "En panne depuis le 21 nov., 10 h 24"


@pytest.mark.parametrize("fault", sorted(COMMANDED))
def test_out_of_service_by_command_says_so_in_words_of_its_own(catalogue, fault):
    seen = shown(kiosk(OutOfService(), fault), view(catalogue))
    assert seen.reasons == (catalogue_says(catalogue, f"fault.{fault}"),)


def catalogue_says(catalogue, key):
    return view(catalogue).translations.say(key)


def test_the_fleets_message_is_shown_where_all_is_well(catalogue):
    message = {"fr": "Fermeture à 16 h.", "en": "We close at four."}

    def banner(state, language="fr", link=Link.ONLINE):
        told = replace(kiosk(state, link=link), message=message)
        return str(framed(told, view(catalogue, language)).banner)

    assert banner(Attract()) == "Fermeture à 16 h."
    assert banner(Attract(), "en") == "We close at four."
    assert banner(OutOfService()) == ""
    assert banner(Attract(), link=Link.OFFLINE) != "Fermeture à 16 h."


def test_everybody_on_the_card_can_say_who_they_are(catalogue):
    lunar = Holder("DIALLO", "AÏCHA", "19421901", "SEN", ALONE.nir)
    nameless = Holder("SANSPRENOM", "", "19990101", "FRA", ALONE.nir)
    seen = shown(kiosk(ChooseHolder(SESSION, (MOTHER, lunar, nameless))), view(catalogue))
    assert [option.label for option in seen.options] == [
        "Dominique FAMILLE",
        "Aïcha DIALLO",
        "SANSPRENOM",
    ]
    assert seen.options[1].detail == "Date de naissance\u00a0: 01/19/1942"


def test_the_question_who_are_you_names_nobody_in_the_header(catalogue):
    seen = framed(kiosk(ChooseHolder(SESSION, (MOTHER, ALONE))), view(catalogue))
    assert seen.header.greeting_name == ""


@pytest.mark.parametrize(
    ("given", "greeted"),
    [
        ("Camille", "Camille"),
        ("CAMILLE", "Camille"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("ZOÉ", "Zoé"),
        ("", "à vous"),
        ("  ", "à vous"),
    ],
)
def test_the_greeting_is_by_given_name_only(catalogue, given, greeted):
    seen = framed(kiosk(Home(visit(holder("MARTIN", given)))), view(catalogue)).header
    assert seen.greeting_name == greeted
    assert seen.masked_nir == "1 85 03 •• ••• ••• ••"


def test_the_idle_warning_hides_who_is_served(catalogue):
    seen = framed(kiosk(IdleWarning(Home(visit(ALONE)))), view(catalogue, idle_seconds=12))
    assert (seen.header.greeting_name, seen.header.masked_nir) == ("", "")
    assert (seen.screen.seconds, seen.screen.total) == (12, 20)
    assert seen.can_end


def test_the_header_says_where_and_when(catalogue):
    seen = framed(kiosk(Attract()), view(catalogue)).header
    assert seen.agency_line == "Agence du Centre · borne 07"
    assert (seen.clock_text, seen.date_text) == ("10:24", "Dim. 22 nov.")


@pytest.mark.parametrize(
    ("faults", "link", "said"),
    [
        ((), Link.ONLINE, ""),
        ((), Link.UNKNOWN, ""),
        ((), Link.OFFLINE, "Le réseau est coupé"),
        ((Fault.GATEWAY,), Link.UNKNOWN, "Le réseau est coupé"),
        ((), Link.CLOCK_WRONG, "L’heure de la borne est fausse"),
        ((), Link.DEGRADED, "Le réseau est lent"),
        ((Fault.PRINTER,), Link.ONLINE, "L’imprimante est arrêtée"),
    ],
)
def test_the_banner_says_what_does_not_work(catalogue, faults, link, said):
    banner = framed(kiosk(Attract(), *faults, link=link), view(catalogue)).banner
    assert banner.startswith(said)
    assert bool(banner) == bool(said)


def test_out_of_service_needs_no_banner_besides(catalogue):
    state = kiosk(OutOfService(), Fault.READER_ABSENT, link=Link.OFFLINE)
    assert framed(state, view(catalogue)).banner == ""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("help_wanted", Help)
def test_the_help_panel_says_whom_to_ask_and_call(catalogue, help_wanted, language):
    seen = framed(kiosk(Attract()), view(catalogue, language, help=help_wanted)).help
    assert seen.open
    where, when, by_phone = seen.ways
    assert where.label == DEMO_PLACE.agent_where[language]
    assert when.label == DEMO_PLACE.agency_hours[language]
    assert "36 46" in by_phone.label
    assert by_phone.detail


def test_the_closed_help_panel_holds_nothing(catalogue):
    seen = framed(kiosk(Attract()), view(catalogue)).help
    assert not seen.open
    assert seen.ways == ()


def test_an_agency_whose_hours_are_not_told_is_told_of_without(catalogue):
    place = replace(DEMO_PLACE, agency_hours={})
    seen = framed(kiosk(Attract()), view(catalogue, place=place, help=Help.AGENT)).help
    assert [way.icon for way in seen.ways] == ["person", "phone"]


def test_a_notice_is_shown_in_its_time_where_all_is_well(catalogue):
    now = view(catalogue).now
    text = {"fr": "Fermé vendredi.", "en": "Closed on Friday."}

    def banner(state, *, hours: int, language: str = "fr", link: Link = Link.ONLINE) -> str:
        begins = now + timedelta(hours=hours)
        notice = Notice(text, begins, begins + timedelta(hours=2))
        seen = view(catalogue, language, place=replace(DEMO_PLACE, notices=(notice,)))
        return str(framed(kiosk(state, link=link), seen).banner)

    assert banner(Attract(), hours=-1) == "Fermé vendredi."
    assert banner(Attract(), hours=-1, language="en") == "Closed on Friday."
    assert banner(Attract(), hours=1) == banner(Attract(), hours=-2) == ""
    assert banner(OutOfService(), hours=-1) == ""
    assert banner(Attract(), hours=-1, link=Link.OFFLINE) != "Fermé vendredi."
