"""The real window: every screen without a complaint of QML, live in both languages, accessible."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication

from kiosk.domain.card import Mute, WrongCard, WrongCardKind
from kiosk.domain.events import FaultRaised, LinkChanged
from kiosk.domain.faults import Fault, Link
from kiosk.domain.paper import HandedOver, NotPrinted, PaperTrouble
from kiosk.ui import engine, paths
from kiosk.ui.engine import KioskWindow, ScreenFailed
from kiosk.ui.screenshots import MOST_BYTES, PictureFailed, picture_of, take_picture
from tests.domain.people import ALONE, droits
from tests.ui.visitor import CAMILLE, Visitor
from wire.citizen import CodeSent, CodeWrong

ROLES = QAccessible.Role
CONTROLS = {ROLES.Button, ROLES.CheckBox, ROLES.RadioButton, ROLES.ListItem, ROLES.Link}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    complaints: list[str] = []
    yield complaints
    assert complaints == []


@pytest.fixture
def stage(qapp: QGuiApplication, visitor: Visitor, complaints: list[str]) -> Iterator[KioskWindow]:
    screen_state = visitor.app._screen_state
    stage = KioskWindow(visitor.app, screen_state.catalogue, (1080, 1920), complaints.append)
    yield stage
    settle()
    stage.close()
    settle()


def settle() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def seen(stage: KioskWindow) -> Iterator[QAccessibleInterface]:
    """What assistive technology sees of the window, without what is not on show."""
    settle()

    def walk(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        if not part.state().invisible:
            yield part
            for index in range(part.childCount()):
                yield from walk(part.child(index))

    return walk(QAccessible.queryAccessibleInterface(stage.window))


def name_of(part: QAccessibleInterface) -> str:
    return part.text(QAccessible.Text.Name).replace("\u00a0", " ")


def names(stage: KioskWindow) -> set[str]:
    return {name_of(part) for part in seen(stage)}


def at_attract(visitor: Visitor) -> None:
    assert visitor.kind == "attract"


def at_wrong_card(visitor: Visitor) -> None:
    visitor.insert_card(WrongCard(WrongCardKind.CPS))


def at_mute_card(visitor: Visitor) -> None:
    visitor.insert_card(Mute())


def at_who_are_you(visitor: Visitor) -> None:
    visitor.insert(CAMILLE, ALONE)


def at_home(visitor: Visitor) -> None:
    visitor.insert()


def at_home_offline(visitor: Visitor) -> None:
    visitor.handle(LinkChanged(Link.OFFLINE))
    visitor.insert()


def at_code(visitor: Visitor) -> None:
    visitor.to_code()


def at_wrong_code(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.type_code("1234")
    visitor.answer(CodeWrong(2))


def at_offered_sms(visitor: Visitor) -> None:
    visitor.to_code()
    visitor.touch("forgotCode")


def at_provisional_code(visitor: Visitor) -> None:
    at_offered_sms(visitor)
    visitor.touch("choose", 0)
    visitor.answer(CodeSent("42", 600))


def at_choose(visitor: Visitor) -> None:
    at_provisional_code(visitor)
    visitor.type_code("123456")
    visitor.accept_code()
    visitor.answer(droits(CAMILLE, "Léo", "Zoé"))
    assert visitor.kind == "choose"


def at_confirm(visitor: Visitor) -> None:
    visitor.to_confirm()


def at_working(visitor: Visitor) -> None:
    visitor.to_printing()


def at_paper(visitor: Visitor) -> None:
    visitor.to_printing()
    visitor.answer(HandedOver(1))


def at_problem(visitor: Visitor) -> None:
    visitor.to_printing()
    visitor.answer(NotPrinted(PaperTrouble.PAPER_OUT))


def at_card_facts(visitor: Visitor) -> None:
    visitor.to_card_facts()


def at_idle(visitor: Visitor) -> None:
    visitor.insert()
    visitor.alarm()


def at_take_card(visitor: Visitor) -> None:
    visitor.insert()
    visitor.touch("end")


def at_out_of_service(visitor: Visitor) -> None:
    visitor.handle(FaultRaised(Fault.READER_ABSENT))


SCREENS: tuple[Callable[[Visitor], None], ...] = (
    at_attract,
    at_wrong_card,
    at_mute_card,
    at_who_are_you,
    at_home,
    at_home_offline,
    at_code,
    at_wrong_code,
    at_offered_sms,
    at_provisional_code,
    at_choose,
    at_confirm,
    at_working,
    at_paper,
    at_problem,
    at_card_facts,
    at_idle,
    at_take_card,
    at_out_of_service,
)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("reach", SCREENS, ids=lambda reach: reach.__name__)
def test_every_control_of_every_screen_has_a_role_and_a_name(stage, visitor, reach, language):
    visitor.touch("setLanguage", language)
    reach(visitor)
    parts = list(seen(stage))
    controls = [part for part in parts if part.role() in CONTROLS]
    assert controls
    assert all(name_of(part).strip() for part in controls)
    assert any(part.role() == ROLES.Heading and name_of(part).strip() for part in parts)
    # Whatever can have the focus is a control, not a nameless area.
    assert all(name_of(part).strip() for part in parts if part.state().focused)


def test_another_language_is_spoken_at_once_everywhere(stage, visitor):
    assert {"Insérez votre carte Vitale", "Appeler un agent", "Dim. 22 nov."} <= names(stage)
    visitor.touch("setLanguage", "en")
    assert {"Insert your carte Vitale", "Call an agent", "Sun 22 Nov"} <= names(stage)
    visitor.insert()
    assert {"What would you like to do?", "Certificates"} <= names(stage)
    visitor.touch("setLanguage", "fr")
    assert {"Que souhaitez-vous faire ?", "Attestations"} <= names(stage)


def test_typed_digits_never_reach_the_window(stage, visitor):
    visitor.to_code()
    for digit in "7777":
        visitor.touch("typeCharacter", digit)
    assert not any("77" in name for name in names(stage))


def test_nobody_is_named_in_the_window_after_the_end(stage, visitor):
    visitor.insert()
    assert "Bonjour Camille" in names(stage)
    visitor.touch("end")
    assert not any("Camille" in name for name in names(stage))
    assert not any("1 85 03" in name for name in names(stage))


def test_settings_and_sizes_go_without_complaint(stage, visitor):
    at_choose(visitor)
    for size in ((1080, 1920), (1920, 1080), (1280, 1024)):
        stage.window.resize(*size)
        for setting in ("toggleLargeText", "toggleContrast", "toggleLowMode"):
            visitor.touch(setting)
            settle()


def test_a_picture_is_taken_of_what_is_on_show(stage, tmp_path):
    settle()
    file = tmp_path / "pictures" / "attract.png"
    take_picture(stage.window, file)
    assert file.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_said(stage, tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(PictureFailed):
        take_picture(stage.window, tmp_path / "taken")


def test_a_whole_screen_is_closed_by_nobody(qapp: QGuiApplication, visitor: Visitor):
    catalogue = visitor.app._screen_state.catalogue
    stage = KioskWindow(visitor.app, catalogue, None, lambda text: None)
    assert not stage.window.close()
    assert stage.window.isVisible()
    stage.close()
    settle()


def test_a_window_that_misses_what_it_requires_is_fatal(qapp, visitor, tmp_path, monkeypatch):
    module = tmp_path / "Kiosk"
    module.mkdir()
    (module / "Main.qml").write_text(
        "import QtQuick\nWindow { required property var app; required property int absent }"
    )
    monkeypatch.setattr(engine, "qml_root", lambda: tmp_path)
    with pytest.raises(ScreenFailed, match="absent"):
        KioskWindow(visitor.app, visitor.app._screen_state.catalogue, (100, 100), lambda text: None)


def test_screens_that_are_not_installed_are_said_so(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "kiosk" / "ui" / "paths.py"))
    with pytest.raises(FileNotFoundError, match="Kiosk"):
        paths.qml_root()


def test_an_installed_package_finds_its_own_screens(tmp_path, monkeypatch):
    installed = tmp_path / "kiosk" / "ui"
    (installed / "qml" / "Kiosk").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(installed / "paths.py"))
    assert paths.qml_root() == installed / "qml"


def test_a_picture_of_the_screen_is_small_enough_to_be_sent(stage: KioskWindow):
    settle()
    picture = picture_of(stage.window)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= MOST_BYTES
