"""What the caisse brings to the screens: languages, colours, logo."""

from PySide6.QtCore import Property, QObject, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtQml import QmlElement

from kiosk.domain.place import Place
from kiosk.ui.models.derived import QStringList
from shared_runtime.messages.catalogue import Catalogue

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class CaisseModel(QObject):
    """Base of the application's model. A colour that is transparent stands for the house's own."""

    placeChanged = Signal()

    def _place(self) -> Place:
        """Where the kiosk stands, as far as it is known."""
        raise NotImplementedError

    def _catalogue(self) -> Catalogue:
        """What the screens say, in which languages."""
        raise NotImplementedError

    @Property(QStringList, notify=placeChanged)
    def languages(self) -> list[str]:
        return list(self._place().languages)

    @Property(QStringList, notify=placeChanged)
    def languageNames(self) -> list[str]:
        """What each of ``languages`` calls itself."""
        return [self._catalogue().name(language) for language in self._place().languages]

    @Property(QColor, notify=placeChanged)
    def brandPrimary(self) -> QColor:
        return self._brand("primary")

    @Property(QColor, notify=placeChanged)
    def brandPressed(self) -> QColor:
        return self._brand("pressed")

    @Property(QColor, notify=placeChanged)
    def brandAccent(self) -> QColor:
        return self._brand("accent")

    def _brand(self, name: str) -> QColor:
        colours = self._place().colours
        return QColor("transparent" if colours is None else getattr(colours, name))

    @Property(int, notify=placeChanged)
    def sameKeyMs(self) -> int:
        return self._place().same_key_ms

    @Property(float, notify=placeChanged)
    def screenInches(self) -> float:
        return self._place().screen_inches

    @Property(bool, notify=placeChanged)
    def reducedMotion(self) -> bool:
        return self._place().reduced_motion

    @Property(QUrl, notify=placeChanged)
    def logoSource(self) -> QUrl:
        logo = self._place().logo
        return QUrl() if logo is None else QUrl.fromLocalFile(logo)
