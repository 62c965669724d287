"""Every screen as a screen reader has it: read from outside, over AT-SPI, on the real bus."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from shared_runtime.messages.loading import shipped
from tests.qml.samples import NAMES
from tests.system.accessible_desk import MISSING, Desk, accessible_desk
from tests.system.screen_reader import Address, ScreenReader, Seen
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

LANGUAGES = ("fr", "en")
WITHIN_S = 60.0
CONTROLS = {"push button", "check box", "radio button"}
ROLES = CONTROLS | {
    "alert message",
    "application",
    "dialog",
    "frame",
    "graphic",
    "heading",
    "label",
    "panel",
    "progress bar",
}
NAMES_OF_LANGUAGES = {"Français", "English"}
BEGINNING_OF_A_NIR = re.compile(r"\b[12] \d\d \d\d\b")
SAID_OTHERWISE = re.compile(
    r"^(FR|EN|\d+ / \d+)$|•"
    r"|^[,.'-]$|^[12] \d\d \d\d|_|/(AAAA|YYYY)$"
    r"|^\d{4}\s?\d{4}-\d{4}-\s?\d\d-\d{4}\s?\d\d-\d\d$|^123\s\?!$|^W$"
)
"""What is written short for lack of room, and what is masked; signs that have names, a number that
is only counted, the pattern of what is still to be typed; a reference, which is spelled out; a
character of a code, which is seen for a second and never said."""
FOCUS = "StateChanged", "focused"


class Window:
    """The process that shows the sample screens."""

    def __init__(self, desk: Desk) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.system.shown_screens"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=desk.environment,
        )

    def tell(self, **order: object) -> dict[str, list[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, list[str]] = json.loads(self._process.stdout.readline())
        assert answer["complaints"] == []
        return answer

    def close(self) -> None:
        self._process.communicate(timeout=WITHIN_S)
        assert self._process.returncode == 0


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with accessible_desk() as made:
        yield made


@pytest.fixture(scope="module")
def reader(desk: Desk) -> Iterator[ScreenReader]:
    with ScreenReader(desk.bus) as made:
        yield made


@pytest.fixture(scope="module")
def window(desk: Desk, reader: ScreenReader) -> Iterator[Window]:
    made = Window(desk)
    yield made
    made.close()


def controls(tree: Seen) -> list[Seen]:
    return [seen for seen in tree.walk() if seen.role in CONTROLS]


def control(tree: Seen, name: str) -> Seen:
    (found,) = [seen for seen in controls(tree) if seen.name == name]
    return found


def said_only_in(language: str) -> set[str]:
    """Whole sentences of the catalogue that are never those of the other language. A number is of
    neither: on a key it is the same in both."""
    sentences = shipped().sentences
    forms = {
        code: {
            form
            for entry in entries.values()
            for form in ([entry] if isinstance(entry, str) else entry.values())
        }
        for code, entries in sentences.items()
    }
    (other,) = set(forms) - {language}
    own = forms[language] - forms[other] - NAMES_OF_LANGUAGES
    return {form for form in own if not form.isdecimal()}


FOREIGN = {"fr": said_only_in("en"), "en": said_only_in("fr")}


def judge_control(seen: Seen) -> None:
    """It can be used, or it says why not."""
    assert seen.description
    assert "Action" in seen.interfaces
    assert {"enabled", "sensitive", "focusable"} <= seen.states or not (
        {"enabled", "sensitive"} & seen.states
    )
    assert (seen.role == "push button") is ("checkable" not in seen.states)


def judge_names(found: list[Seen], language: str) -> None:
    """Everything has a name, in the language shown, and no number is read out."""
    assert [seen for seen in found if not seen.name] == []
    spoken = {text for seen in found for text in (seen.name, seen.description)}
    assert spoken & FOREIGN[language] == set()
    assert [text for text in spoken if "•" in text or BEGINNING_OF_A_NIR.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_finds_all_that_is_shown_and_nothing_else(
    window: Window, reader: ScreenReader, name: str, language: str
) -> None:
    shown = window.tell(show=name, language=language)
    tree = reader.tree()
    found = list(tree.walk())
    assert {seen.role for seen in found} <= ROLES
    # A screen that is wiped takes nothing: it is told as it comes, and ends by itself.
    assert "heading" in {seen.role for seen in found} or name == "cleaning"
    assert [seen for seen in found if "showing" not in seen.states] == []
    assert Counter(seen.name for seen in controls(tree)) == Counter(shown["controls"])
    for seen in controls(tree):
        judge_control(seen)
    focused = [seen.name for seen in controls(tree) if "focused" in seen.states]
    assert focused == [name for name in shown["focus"] if name]
    judge_names(found, language)
    said = "\n".join(f"{seen.name}\n{seen.description}" for seen in found)
    unheard = [text for text in shown["texts"] if text not in said]
    assert [text for text in unheard if not SAID_OTHERWISE.search(text)] == []


def test_what_is_chosen_is_checked_and_nothing_else(window: Window, reader: ScreenReader) -> None:
    def checked() -> set[str]:
        return {seen.name for seen in controls(reader.tree()) if "checked" in seen.states}

    window.tell(show="attract", language="fr")
    assert checked() == set()
    window.tell(show="attract", language="en", large=True)
    assert checked() == {"Larger"}


@pytest.mark.parametrize(("language", "voice"), [("en", "en_US"), ("fr", "fr_FR")])
def test_a_voice_is_told_the_language_shown(
    window: Window, reader: ScreenReader, language: str, voice: str
) -> None:
    window.tell(show="home", language=language)
    assert {reader.language(seen) for seen in reader.tree().walk()} == {voice}


@pytest.mark.parametrize("name", ["attract", "home-offline", "code", "confirm", "idle", "who-many"])
def test_under_the_help_panel_there_is_nothing(
    window: Window, reader: ScreenReader, name: str
) -> None:
    window.tell(help_over=name)
    (frame_,) = reader.tree().children
    (panel,) = frame_.children
    assert (panel.role, panel.name) == ("dialog", "Pour parler à un agent")
    (close,) = controls(panel)
    assert {"focused"} <= close.states


def test_dots_say_how_many_digits_and_never_which(window: Window, reader: ScreenReader) -> None:
    window.tell(show="code", language="en")
    texts = [seen.name for seen in reader.tree().walk() if seen.role == "label"]
    assert "4 characters" in [text.replace("\u00a0", " ") for text in texts]


def gained(reader: ScreenReader) -> set[tuple[str, str, Address]]:
    return {(heard.kind, heard.detail, heard.address) for heard in reader.heard() if heard.on}


def test_what_cannot_be_chosen_is_disabled_says_why_and_takes_the_focus(
    window: Window, reader: ScreenReader
) -> None:
    window.tell(show="home-queue-full", language="fr")
    closed = control(reader.tree(), "Changer d’adresse")
    assert closed.states & {"enabled", "sensitive"} == set()
    why = "La borne n’enregistre rien. Pas maintenant"
    assert closed.description == why
    reader.heard()
    for _ in controls(reader.tree()):
        if "focused" in control(reader.tree(), closed.name).states:
            break
        window.tell(key="Tab")
    eventually(lambda: (*FOCUS, closed.address) in gained(reader), WITHIN_S)
    reader.press(closed)
    assert window.tell()["wishes"] == []


@pytest.mark.parametrize(
    ("name", "pressed", "wish"),
    [
        ("attract", "Je n’ai pas ma carte", "noCard"),
        ("attract", "English", "setLanguage en"),
        ("home", "Carte Vitale", "choose 5"),
        ("home", "Plus grand", "toggleLargeText"),
        ("home", "Appeler un agent", "openHelp"),
        ("home", "Terminer", "end"),
        ("code", "7", "type 7"),
        ("code", "Effacer", "eraseCharacter"),
        ("code", "Valider", "submitEntry"),
        ("fill-street", "Q", "type Q"),
        ("fill-street", "apostrophe", "type '"),
        ("fill-street", "Espace", "type  "),
        ("fill-nir", "Corse\N{NO-BREAK SPACE}: A", "type A"),
        ("recorded", "Faire autre chose", "choose 0"),
        ("code", "Retour", "back"),
        ("confirm", "Oui, imprimer", "agree"),
        ("show", "Afficher", "reveal"),
        ("paper", "Rien n’est sorti", "choose 1"),
        ("idle", "Oui, je continue", "stillHere"),
        ("attract-help", "Fermer", "closeHelp"),
    ],
)
def test_what_a_screen_reader_presses_is_done_once(
    window: Window, reader: ScreenReader, name: str, pressed: str, wish: str
) -> None:
    window.tell(show=name, language="fr")
    reader.press(control(reader.tree(), pressed))
    assert window.tell()["wishes"] == [wish]


def announced(reader: ScreenReader, text: str) -> None:
    """Waits until ``text`` has been said; one that says it twice at once has stammered."""
    said: list[str] = []

    def heard() -> bool:
        said.extend(
            str(heard.value).replace("\N{NO-BREAK SPACE}", " ")
            for heard in reader.heard()
            if heard.kind == "Announcement"
        )
        return any(text in sentence for sentence in said)

    eventually(heard, WITHIN_S)
    assert len([sentence for sentence in said if text in sentence]) == 1


def test_a_new_screen_is_told_with_its_lines(window: Window, reader: ScreenReader) -> None:
    window.tell(show="attract", language="fr")
    reader.heard()
    window.tell(show="wrong-old", language="fr")
    announced(
        reader, "Cette carte est trop ancienne. Retirez-la. Un agent vous aide à la remplacer."
    )


def test_a_wrong_code_is_told_before_the_question(window: Window, reader: ScreenReader) -> None:
    window.tell(show="code-empty", language="fr")
    reader.heard()
    window.tell(show="code-wrong", language="fr")
    announced(reader, "Ce code n’est pas le bon. Encore 2 essais. Tapez votre code ameli.")


def test_a_mistake_is_told_before_the_question(window: Window, reader: ScreenReader) -> None:
    window.tell(show="fill-nir", language="en")
    reader.heard()
    window.tell(show="fill-nir-wrong", language="en")
    announced(reader, "Check the number: one digit is wrong. Your social security number?")


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("fill-street", "12 RUE DE L'ÉGLISEZ", "Z"),
        ("fill-street", "12 RUE DE L'ÉGLIS", "17 caractères tapés"),
        ("fill-nir", "1850323", "7 caractères tapés"),
    ],
)
def test_what_is_typed_is_told_and_of_a_number_only_how_much(
    window: Window, reader: ScreenReader, name: str, typed: str, told: str
) -> None:
    window.tell(show=name, language="fr")
    reader.heard()
    window.tell(typed=typed)
    announced(reader, told)


def test_the_time_left_is_told_now_and_then(window: Window, reader: ScreenReader) -> None:
    window.tell(show="idle", language="fr")
    reader.heard()
    for seconds in (16, 15, 14):
        window.tell(seconds=seconds)
    announced(reader, "15 secondes")


def test_a_network_that_goes_is_told(window: Window, reader: ScreenReader) -> None:
    window.tell(show="home", language="en")
    reader.heard()
    window.tell(show="home-offline", language="en")
    announced(reader, "The network is down. The kiosk keeps your requests.")
