"""The page that tells what this kiosk is, and hands it to another device."""

from datetime import timedelta

from kiosk.domain.entry import Clean, Mistake
from kiosk.domain.maintenance.tool import AskFirst, DoBySync, TypeFirst
from tests.maintenance.pages import NOW, facts, labels, line, page, said
from wire.health import CheckState
from wire.staff_calls.deeds import ENROL, EnrolKiosk
from wire.staff_calls.looks import AboutLook


def test_agents_see_what_a_kiosk_is_and_technicians_enrol_it():
    shown = page("about", {"about": AboutLook()})
    assert line(facts(shown)[0]) == ("Numéro de la borne", "Pas encore inscrite", "")
    assert labels(shown.offers, "agent") == ["Montrer en code QR"]
    offer, _ = shown.offers
    assert said(offer.label) == "Inscrire la borne"
    assert isinstance(offer.leads_to, TypeFirst)
    entry = offer.leads_to.entry
    assert entry.check("olio" + "a" * 16) == Clean("0110" + "A" * 16)
    assert (entry.check("A" * 19), entry.check("U" * 20)) == (
        Mistake.TOO_SHORT,
        Mistake.CHARACTERS,
    )
    assert offer.leads_to.deed("A" * 20) == DoBySync(ENROL, EnrolKiosk("A" * 20))


def test_the_word_to_compare_is_shown_while_an_enrolment_waits():
    shown = page("about", {"about": AboutLook(pending="1A2B-3C4D-5E6F")})
    assert ("Mot à comparer", "1A2B-3C4D-5E6F", "") in [line(row) for row in facts(shown)]
    assert shown.lines


def test_a_certificate_that_ends_soon_is_a_warning():
    near = AboutLook(kiosk="k00007", certified_until=NOW + timedelta(days=2))
    assert facts(page("about", {"about": near}))[1].state is CheckState.WARNING
    assert labels(page("about", {"about": near}).offers) == [
        "Inscrire de nouveau la borne",
        "Montrer en code QR",
    ]


def scanned(about: AboutLook) -> list[str]:
    shown = page("about", {"about": about}).offers[-1].leads_to
    assert isinstance(shown, AskFirst)
    return shown.scanned.splitlines()


def test_what_the_page_tells_is_in_the_code_that_a_telephone_takes():
    known = AboutLook(
        {"kiosk": "1.4.0", "python": "3.11.2"}, "k00007", certified_until=NOW, configuration=12
    )
    assert scanned(known) == [
        "kiosk: k00007",
        f"certificate: {NOW}",
        "configuration: 12",
        "version kiosk: 1.4.0",
        "version python: 3.11.2",
    ]
    waiting = AboutLook(pending="1A2B-3C4D-5E6F")
    assert scanned(waiting) == ["kiosk: not enrolled", "enrolment: 1A2B-3C4D-5E6F"]
