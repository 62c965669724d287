"""A stand-in for the application object: it shows what a test says and records what is wished."""

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtQml import QmlElement

from kiosk.ui.models.making import model_for
from kiosk.ui.models.parts import HeaderModel, HelpModel, QStringList
from kiosk.ui.models.screens import ScreenModel
from kiosk.ui.present.screens import BootingScreen, Frame, HeaderView, HelpView

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class KioskApp(QObject):
    """The properties and intents that the screens use; ``wishes`` holds the intents as text."""

    screenChanged = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wishes: list[str] = []
        self.touches = 0
        self._settings = {"large": False, "contrast": False, "low": False, "reduced": True}
        self._language = "fr"
        self._languages = ["fr", "en"]
        self._header = HeaderModel(HeaderView("", "", "", "", "", ""), self)
        self._help = HelpModel(HelpView(False, "", ()), self)
        self._screen: ScreenModel = model_for(BootingScreen(), self)
        self._banner = ""
        self._can_go_back = False
        self._can_end = False

    def set(self, *, language: str = "fr", languages: tuple[str, ...] = ("fr", "en"), **settings: bool) -> None:
        self._language = language
        self._languages = list(languages)
        self._settings.update(settings)
        self.changed.emit()

    def show(self, frame: Frame) -> None:
        self._header.show(frame.header)
        self._help.show(frame.help)
        self._banner = frame.banner
        self._can_go_back = frame.can_go_back
        self._can_end = frame.can_end
        self.changed.emit()
        stale = self._screen
        self._screen = model_for(frame.screen, self)
        self.screenChanged.emit()
        stale.deleteLater()

    @Property(ScreenModel, notify=screenChanged)
    def screen(self) -> ScreenModel:
        return self._screen

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._language

    @Property(QStringList, notify=changed)
    def languages(self) -> list[str]:
        return self._languages

    @Property(bool, notify=changed)
    def largeText(self) -> bool:
        return self._settings["large"]

    @Property(bool, notify=changed)
    def highContrast(self) -> bool:
        return self._settings["contrast"]

    @Property(bool, notify=changed)
    def lowMode(self) -> bool:
        return self._settings["low"]

    @Property(bool, notify=changed)
    def reducedMotion(self) -> bool:
        return self._settings["reduced"]

    @Property(HeaderModel, constant=True)
    def header(self) -> HeaderModel:
        return self._header

    @Property(HelpModel, constant=True)
    def help(self) -> HelpModel:
        return self._help

    @Property(str, notify=changed)
    def banner(self) -> str:
        return self._banner

    @Property(bool, notify=changed)
    def canGoBack(self) -> bool:
        return self._can_go_back

    @Property(bool, notify=changed)
    def canEnd(self) -> bool:
        return self._can_end

    @Property(QColor, constant=True)
    def brandPrimary(self) -> QColor:
        return QColor()

    @Property(QColor, constant=True)
    def brandPressed(self) -> QColor:
        return QColor()

    @Property(QColor, constant=True)
    def brandAccent(self) -> QColor:
        return QColor()

    @Property(QUrl, constant=True)
    def logoSource(self) -> QUrl:
        return QUrl()

    @Slot()
    def touched(self) -> None:
        self.touches += 1

    @Slot(int)
    def choose(self, index: int) -> None:
        self.wishes.append(f"choose {index}")

    @Slot(str)
    def digit(self, value: str) -> None:
        self.wishes.append(f"digit {value}")

    @Slot(str)
    def setLanguage(self, code: str) -> None:
        self.wishes.append(f"setLanguage {code}")

    @Slot()
    def agree(self) -> None:
        self.wishes.append("agree")

    @Slot()
    def back(self) -> None:
        self.wishes.append("back")

    @Slot()
    def end(self) -> None:
        self.wishes.append("end")

    @Slot()
    def eraseDigit(self) -> None:
        self.wishes.append("eraseDigit")

    @Slot()
    def submitCode(self) -> None:
        self.wishes.append("submitCode")

    @Slot()
    def forgotCode(self) -> None:
        self.wishes.append("forgotCode")

    @Slot()
    def stillHere(self) -> None:
        self.wishes.append("stillHere")

    @Slot()
    def noCard(self) -> None:
        self.wishes.append("noCard")

    @Slot()
    def openHelp(self) -> None:
        self.wishes.append("openHelp")

    @Slot()
    def closeHelp(self) -> None:
        self.wishes.append("closeHelp")

    @Slot()
    def toggleLargeText(self) -> None:
        self.wishes.append("toggleLargeText")

    @Slot()
    def toggleContrast(self) -> None:
        self.wishes.append("toggleContrast")

    @Slot()
    def toggleLowMode(self) -> None:
        self.wishes.append("toggleLowMode")

    @Slot()
    def reveal(self) -> None:
        self.wishes.append("reveal")
