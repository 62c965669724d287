"""A visit from card to paper on the real parts, and what can go wrong on the way."""

import re
import signal
import time

import pypdf
import pytest

from devdock.cards.people import people
from devdock.journey import visit
from tests.system.caisse import Caisse, caisse, missing
from tests.system.memory import standing_in
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
]

CODE = "471963"
"""Of aicha-diallo."""
PATIENCE_S = 8.0
"""No citizen looks at a screen that does nothing for longer."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):
    with caisse(tmp_path_factory.mktemp("c")) as made:
        yield made


@pytest.fixture
def place(running: Caisse):
    running.rest()
    yield running
    running.rest()


def _says(text: str) -> str:
    """Text of a PDF without the spaces that its setting adds."""
    return re.sub(r"\s+", "", text)


def test_from_card_to_paper(place: Caisse):
    before = len(place.printer.printed())
    screens = list(visit(place.kiosk, lambda: place.insert("camille-martin"), place.remove))
    assert screens[0] == "attract"
    assert "paper" in screens
    (paper,) = place.printer.printed()[before:]
    text = _says("".join(page.extract_text() for page in pypdf.PdfReader(paper).pages))
    for fact in (people()["camille-martin"].holder.nir.value[:13], "Louise", "Noah"):
        assert _says(fact) in text
    assert "Thomas" not in text, "a dependant of 16 or more is never on a parent's paper"


def test_a_code_with_letters_and_signs_opens_the_account(place: Caisse):
    kiosk = place.kiosk
    place.insert("eva-ceam")
    kiosk.expect_screen("home")
    kiosk.press("Attestation de droits")
    kiosk.expect_screen("code")
    kiosk.press("ABC")
    kiosk.expect_screen("codeLetters")
    kiosk.press("Majuscule")
    kiosk.press("S majuscule")
    for letter in "oleil":
        kiosk.press(letter)
    kiosk.press("Chiffres et signes")
    for sign in ("arobase", *"2026"):
        kiosk.press(sign)
    kiosk.expect_text("11 caractères")
    kiosk.press("Valider")
    kiosk.expect_control("Attestation complète")


def test_a_forgotten_code_is_replaced_by_sms(place: Caisse):
    kiosk = place.kiosk
    before = len(place.mailbox.messages)
    place.insert("moussa-traore")
    kiosk.expect_screen("home")
    kiosk.press("Attestation de droits")
    kiosk.press("J’ai oublié mon code")
    kiosk.expect_screen("show")
    assert not any("89" in text for text in kiosk.do("texts")), "nothing before a message is sent"
    kiosk.press(kiosk.do("controls")[0])
    sms = place.mailbox.wait(before + 1, 10)[-1]
    kiosk.expect_screen("code")
    assert any("89" in text for text in kiosk.do("texts")), "the last two digits of the number"
    assert not any("339807" in text for text in kiosk.do("texts")), "no more than the last two"
    kiosk.type_code(re.findall(r"[0-9]{4,13}", sms.text)[0])
    kiosk.press("Valider")
    kiosk.expect_control("Attestation complète")


def test_three_wrong_codes_lead_to_an_agent(place: Caisse):
    kiosk = place.kiosk
    place.insert("wei-zhang")
    kiosk.expect_screen("home")
    place.log_in("1111")
    kiosk.expect_text("2\N{NO-BREAK SPACE}essais")
    for left in ("1\N{NO-BREAK SPACE}essai", None):
        kiosk.type_code("1111")
        kiosk.press("Valider")
        if left:
            kiosk.expect_text(left)
    kiosk.expect_screen("problem")
    kiosk.expect_text("agent")


@pytest.mark.parametrize("name", ["vitale1", "cps", "staff", "bank", "upside-down"])
def test_a_card_that_will_not_do_says_so_and_the_next_one_works(place: Caisse, name: str):
    place.insert(name)
    place.kiosk.expect_screen("wrongCard")
    place.remove()
    place.kiosk.expect_screen("attract")
    place.insert("camille-martin")
    place.kiosk.expect_screen("home")


def test_a_card_pulled_out_takes_the_person_with_it(place: Caisse):
    place.insert("aicha-diallo")
    place.kiosk.expect_screen("home")
    place.log_in(CODE)
    place.kiosk.expect_control("Attestation complète")
    place.remove()
    place.kiosk.expect_screen("attract")
    assert not any("DIALLO" in text or "Aïcha" in text for text in place.kiosk.do("texts"))


def test_central_down_is_a_calm_screen_in_time(place: Caisse):
    place.insert("aicha-diallo")
    place.kiosk.expect_screen("home")
    place.kiosk.press("Attestation de droits")
    place.kiosk.expect_screen("code")
    place.world.stop("central", signal.SIGKILL)
    place.kiosk.type_code(CODE)
    started = time.monotonic()
    place.kiosk.press("Valider")
    place.kiosk.expect_screen("problem", PATIENCE_S)
    assert time.monotonic() - started < PATIENCE_S
    place.world.start_central()
    place.kiosk.press("Réessayer")
    place.kiosk.expect_screen("code")


def test_central_down_before_the_visit_is_said_and_what_is_asked_for_reaches_it_later(
    place: Caisse,
):
    kiosk, strips = place.kiosk, len(place.strips())
    place.world.stop("central", signal.SIGKILL)
    kiosk.expect_text("Le réseau est coupé")
    place.insert("aicha-diallo")
    kiosk.expect_screen("home")
    kiosk.press("Carte Vitale")
    kiosk.press("Lire ma carte")
    kiosk.expect_text("DIALLO")
    kiosk.press("Retour à l’accueil")
    kiosk.press("Attestations")
    kiosk.press("Attestation par courrier")
    kiosk.press("Oui, l’envoyer")
    kiosk.expect_screen("recorded")
    eventually(lambda: len(place.strips()) == strips + 1)
    kiosk.press("Faire autre chose")
    place.world.start_central()
    eventually(lambda: place.waiting() == 0)
    assert place.world.requests().count("attestation_by_post") == 1


def test_kiosk_sync_killed_in_a_session_logs_the_person_in_again(place: Caisse):
    place.insert("aicha-diallo")
    place.kiosk.expect_screen("home")
    place.log_in(CODE)
    place.kiosk.expect_control("Attestation complète")
    place.world.stop("sync", signal.SIGKILL)
    place.world.start_sync()
    place.kiosk.press("Attestation complète")
    place.kiosk.press("Oui, imprimer")
    place.kiosk.expect_screen("code")
    place.kiosk.type_code(CODE)
    before = len(place.printer.printed())
    place.kiosk.press("Valider")
    place.kiosk.expect_screen("paper")
    assert len(place.printer.printed()) == before + 1
    place.kiosk.press("J’ai mon papier, continuer")


def test_kiosk_ui_killed_in_a_session_leaves_nothing_and_comes_back(place: Caisse):
    place.insert("aicha-diallo")
    place.kiosk.expect_screen("home")
    place.log_in(CODE)
    place.kiosk.expect_control("Attestation complète")
    dropped = _drops(place)
    place.world.stop("kiosk", signal.SIGKILL)
    eventually(lambda: _drops(place) > dropped)
    place.world.start_kiosk()
    place.kiosk.expect_screen("home")
    place.remove()
    place.kiosk.expect_screen("attract")
    place.insert("camille-martin")
    place.kiosk.expect_screen("home")


def _drops(place: Caisse) -> int:
    return sum(line["event"] == "citizen_session_dropped" for line in place.log_lines("sync"))


def _to_paper_under_way(place: Caisse) -> int:
    """The document is in the printer and stays there; returns what had come out before."""
    before = len(place.printer.printed())
    begun = place.printer.begun()
    place.printer.mark("hold")
    place.insert("aicha-diallo")
    place.kiosk.expect_screen("home")
    place.log_in(CODE)
    place.kiosk.press("Attestation complète")
    place.kiosk.press("Oui, imprimer")
    eventually(lambda: place.printer.begun() > begun)
    return before


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("media-empty-error", "Il n’y a plus de papier"),
        ("media-jam-error", "Le papier est coincé"),
        ("cover-open-error", "L’imprimante est ouverte"),
    ],
)
def test_what_stops_the_paper_is_said_and_it_comes_once_when_mended(
    place: Caisse, reason: str, words: str
):
    before = _to_paper_under_way(place)
    place.printer.set_fault(reason)
    place.kiosk.expect_text(words)
    place.kiosk.expect_text("L’impression reprendra.")
    place.printer.unmark("hold")
    place.printer.set_fault(None)
    place.kiosk.expect_screen("paper")
    assert len(place.printer.printed()) == before + 1
    place.kiosk.press("J’ai mon papier, continuer")


def test_a_card_pulled_out_of_a_stopped_printing_says_so_and_leaves_nothing_for_the_next(
    place: Caisse,
):
    before = _to_paper_under_way(place)
    place.printer.set_fault("media-jam-error")
    place.kiosk.expect_text("Le papier est coincé")
    place.remove()
    place.printer.kill_service()
    place.kiosk.expect_text("Votre attestation est-elle sortie")
    place.kiosk.press("Non, rien n’est sorti")
    place.kiosk.expect_text("L’attestation n’est pas sortie")
    assert not any("Imprimer" in each for each in place.kiosk.do("controls"))
    place.kiosk.press("Retour à l’accueil")
    place.printer.unmark("hold")
    place.printer.set_fault(None)
    place.printer.start_service()
    place.kiosk.expect_screen("attract")
    eventually(place.well)
    list(visit(place.kiosk, lambda: place.insert("camille-martin"), place.remove))
    assert len(place.printer.printed()) == before + 1, "only the next person's own"


def test_nothing_of_anybody_is_left_behind(place: Caisse):
    place.insert("aicha-diallo")
    place.kiosk.expect_screen("home")
    place.log_in(CODE)
    place.kiosk.press("Attestation complète")
    place.kiosk.press("Oui, imprimer")
    place.kiosk.expect_screen("paper")
    place.remove()
    place.kiosk.press("J’ai mon papier, continuer")
    place.kiosk.expect_screen("attract")
    holder = people()["aicha-diallo"].holder
    planted = {
        "nir": holder.nir.value,
        "family name": holder.family_name,
        "given name": holder.given_name,
        "code": CODE,
    }
    searched = 0
    for path, content in place.residue():
        searched += 1
        assert not standing_in(content, planted), path.name
    assert searched > 20, "the search found too little to search"
    jobs = place.printer.command("lpstat", "-W", "all", "-o")
    assert "DIALLO" not in jobs
