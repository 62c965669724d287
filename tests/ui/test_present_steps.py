import pytest

from kiosk.domain.actions import AskCode, HandOver, Read, Submit
from kiosk.domain.engine import ConversationDone
from kiosk.domain.faults import Link
from kiosk.domain.flow import (
    Choose,
    Confirm,
    Fact,
    Option,
    Show,
    ShowProblem,
    ShowRecorded,
    TakePaper,
)
from kiosk.domain.ids import ServiceId
from kiosk.domain.states import Home, InService, Visit
from kiosk.services.applicant import by_card
from kiosk.services.registry import registry
from kiosk.ui.present import icons
from shared_runtime.messages.message import message
from tests.demarches import ADDRESS, ATTESTATION, DAMAGED_CARD
from tests.domain.kiosk import TODAY, go
from tests.domain.people import ALONE, attestation
from tests.ui.views import SESSION, framed, kiosk, step_shown, view, visit
from wire.calls.rights import RIGHTS
from wire.calls.session import OPEN
from wire.citizen import CodeKind
from wire.demandes.ceam import CeamOrder

STATE = InService(visit(ALONE), ATTESTATION, TODAY)


def ask_code(kind: CodeKind, tries_left: int | None = None, can_forget: bool = True) -> AskCode:
    return AskCode(kind, tries_left, "42", can_forget)


def plain(text: str):
    return message("plain", text=text)


def test_the_code_screen_shows_dots_and_never_digits(catalogue):
    seen = step_shown(STATE, ask_code(CodeKind.PERSONAL), view(catalogue, typed=3))
    assert seen.kind == "code"
    assert (seen.typed, seen.glimpse, seen.can_submit, seen.message) == (3, "", False, "")
    assert not seen.provisional
    assert seen.keys == tuple("1234567890")


def test_the_code_by_sms_says_where_it_went_and_can_be_sent_again(catalogue):
    seen = step_shown(STATE, ask_code(CodeKind.PROVISIONAL), view(catalogue))
    assert seen.provisional
    assert seen.hint == "6 chiffres, envoyés au numéro qui finit par 42."
    assert seen.forget == "Renvoyer le code"


@pytest.mark.parametrize(
    ("kind", "typed", "enough"),
    [
        (CodeKind.PERSONAL, 3, False),
        (CodeKind.PERSONAL, 4, True),
        (CodeKind.PROVISIONAL, 5, False),
        (CodeKind.PROVISIONAL, 6, True),
    ],
)
@pytest.mark.parametrize("letters", [False, True])
def test_a_code_can_be_handed_in_once_there_is_enough_of_it(
    catalogue, kind, typed, enough, letters
):
    seen = step_shown(STATE, ask_code(kind), view(catalogue, typed=typed, letters=letters))
    assert seen.can_submit is enough


@pytest.mark.parametrize(
    ("kind", "screen", "hint"),
    [
        (
            CodeKind.PERSONAL,
            "codeLetters",
            "4 caractères ou plus. Cachez le clavier avec votre main.",
        ),
        (CodeKind.PROVISIONAL, "code", "6 chiffres, envoyés au numéro qui finit par 42."),
    ],
)
def test_letters_are_for_personal_codes_alone(catalogue, kind, screen, hint):
    seen = step_shown(STATE, ask_code(kind), view(catalogue, letters=True))
    assert (seen.kind, seen.hint) == (screen, hint)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (2, "Ce code n’est pas le bon. Encore 2\u00a0essais."),
        (1, "Ce code n’est pas le bon. Encore 1\u00a0essai."),
        (None, ""),
    ],
)
def test_a_wrong_code_says_how_many_tries_are_left(catalogue, left, said):
    seen = step_shown(STATE, ask_code(CodeKind.PERSONAL, left), view(catalogue))
    assert seen.message == said


def test_no_banner_moves_the_keys_of_whoever_is_typing(catalogue):
    state = kiosk(InService(visit(ALONE), ADDRESS, TODAY), link=Link.OFFLINE)
    typing = framed(state, view(catalogue))
    assert (typing.screen.kind, typing.banner) == ("fill", "")
    assert framed(kiosk(Home(visit(ALONE)), link=Link.OFFLINE), view(catalogue)).banner


def test_what_is_recorded_is_shown_by_its_reference(catalogue):
    reference = Fact(plain("ref"), plain("20261122-0751-07-0042-K7"))
    step = ShowRecorded(
        plain("t"),
        (plain("l"), message("recorded.next.ceam"), message("recorded.receipt.none")),
        (Option(message("way.home"), 1),),
        (reference, *SECRET[1:]),
    )
    seen = step_shown(STATE, step, view(catalogue))
    assert (seen.kind, seen.reference_label) == ("recorded", "ref")
    assert seen.reference == "20261122-0751-07-0042-K7"
    assert [fact.label for fact in seen.facts] == ["a"]
    assert [way.label for way in seen.ways] == ["Retour à l’accueil"]
    assert (seen.lines[0], seen.to_note) == ("À faire\u00a0: rien.", True)


def test_nobody_without_a_card_is_told_to_leave_it_in(catalogue):
    nobody = InService(Visit(SESSION, None), DAMAGED_CARD, TODAY)
    seen = step_shown(
        nobody, Submit(message("working.submit"), go(1), CeamOrder(by_card(ALONE))), view(catalogue)
    )
    assert (seen.title, seen.lines) == (
        "Nous enregistrons votre demande",
        ("Attendez devant la borne.",),
    )


def test_while_the_code_is_checked_nothing_can_be_typed(catalogue):
    checking = InService(visit(ALONE), ATTESTATION, TODAY, checking=True)
    seen = step_shown(checking, ask_code(CodeKind.PERSONAL), view(catalogue))
    assert seen.kind == "working"
    assert seen.title == "Nous vérifions votre code"


def test_a_choice_shows_its_options_in_order(catalogue):
    step = Choose(
        message("paper.did_it_come"),
        (
            Option(message("paper.yes"), True),
            Option(message("paper.no"), False, message("plain", text="-")),
        ),
    )
    seen = step_shown(STATE, step, view(catalogue, "en"))
    assert seen.question == "Did your certificate come out?"
    assert [(o.label, o.detail, o.icon) for o in seen.options] == [
        ("Yes, I have it", "", "check"),
        ("No, nothing came out", "-", "close"),
    ]


SECRET = (Fact(plain("number"), plain("masked"), plain("whole")), Fact(plain("a"), plain("b")))


def test_a_hidden_fact_shows_only_after_it_was_asked_for(catalogue):
    step = Show(plain("t"), (), (Option(message("way.home"), 1),), SECRET)
    hidden = step_shown(STATE, step, view(catalogue))
    assert [(f.value, f.secret) for f in hidden.facts] == [("masked", True), ("b", False)]
    assert hidden.can_reveal
    whole = step_shown(STATE, step, view(catalogue, revealed=True))
    assert [(f.value, f.secret) for f in whole.facts] == [("whole", False), ("b", False)]
    assert not whole.can_reveal


def test_who_confirms_may_look_at_what_is_hidden_first(catalogue):
    step = Confirm(plain("q"), SECRET, plain("yes"))
    assert step_shown(STATE, step, view(catalogue)).can_reveal
    whole = step_shown(STATE, step, view(catalogue, revealed=True))
    assert (whole.facts[0].value, whole.can_reveal) == ("whole", False)


def test_there_is_nothing_to_reveal_where_nothing_is_hidden(catalogue):
    step = Show(plain("t"), (), (), SECRET[1:])
    assert not step_shown(STATE, step, view(catalogue)).can_reveal


def test_a_problem_has_its_own_screen(catalogue):
    step = ShowProblem(
        message("central.unreachable.title"),
        (message("central.unreachable.next"),),
        (Option(message("way.retry"), 1), Option(message("way.home"), 2)),
    )
    seen = step_shown(STATE, step, view(catalogue))
    assert (seen.kind, seen.tone, seen.drawing) == ("problem", "problem", "warning")
    assert [way.label for way in seen.ways] == ["Réessayer", "Retour à l’accueil"]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (1, "Le papier est dans le bac, à droite (1 page)."),
        (3, "Le papier est dans le bac, à droite (3 pages)."),
    ],
)
def test_the_paper_screen_counts_the_pages_and_says_where_they_are(catalogue, pages, said):
    step = TakePaper(message("paper.attestation"), pages, (Option(message("paper.taken"), 1),))
    seen = step_shown(STATE, step, view(catalogue))
    assert seen.kind == "paper"
    assert seen.lines == (said,)
    assert seen.badge == "C’est fait"


def test_a_confirmation_shows_its_summary(catalogue):
    step = Confirm(message("attestation.confirm.question"), SECRET[1:], plain("yes"))
    seen = step_shown(STATE, step, view(catalogue))
    assert (seen.question, seen.button) == ("Imprimer cette attestation\u00a0?", "yes")


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (Read(message("working.rights"), RIGHTS), "Laissez votre carte dans le lecteur."),
        (Read(message("working.account"), OPEN), "Laissez votre carte dans le lecteur."),
        (
            HandOver(message("working.print"), go(1), attestation(ALONE)),
            "Attendez devant la borne.",
        ),
    ],
    ids=["rights", "account", "paper"],
)
def test_while_working_the_screen_says_what_is_happening(catalogue, step, line):
    seen = step_shown(STATE, step, view(catalogue))
    assert seen.kind == "working"
    assert seen.title
    assert seen.lines == (line,)


def test_a_conversation_just_over_asks_for_a_moment(catalogue):
    assert step_shown(STATE, ConversationDone(None), view(catalogue)).title == "Un instant"


def test_a_person_who_left_before_their_paper_is_not_named(catalogue):
    leaving = kiosk(InService(visit(ALONE), ATTESTATION, TODAY, login=(), leaving=True))
    seen = framed(leaving, view(catalogue)).header
    assert (seen.greeting_name, seen.masked_nir) == ("", "")


def test_the_step_shown_is_where_the_log_leads(catalogue):
    begun = InService(visit(ALONE), ServiceId("lire_ma_carte"), TODAY)
    seen = framed(kiosk(begun), view(catalogue))
    assert seen.screen.kind == "show"
    assert seen.can_go_back
    assert seen.can_end


@pytest.mark.parametrize(
    ("key", "drawing"),
    [
        ("login.sms.title", "phone"),
        ("login.suspended.title", "agent"),
        ("paper.paper_jam.title", "paperJam"),
        ("card.read.title", "cardRead"),
    ],
)
def test_a_screen_is_drawn_by_what_it_is_about(key, drawing):
    assert icons.for_screen(key, registry({})) == drawing
