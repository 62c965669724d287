"""Qt itself: the application, the fonts, the window, and what QML complains of."""

import logging
import os
import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QUrl, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent, QQmlError
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.app_model import KioskApp
from kiosk.ui.paths import font_files, has_compiled_screens, qml_root
from kiosk.ui.translator import CatalogueTranslator
from shared_runtime.messages.catalogue import Catalogue

_log = logging.getLogger(__name__)
_PLACE = re.compile(r"\w+\.qml:\d+")


class ScreenFailed(Exception):
    """The window could not be made. The text says what QML complained of."""


def make_application(arguments: Sequence[str]) -> QGuiApplication:
    """The one Qt application, with the screens' fonts. Raises ScreenFailed without fonts."""
    # Our controls bring their own looks; no desktop style is to be searched for or loaded.
    os.environ.setdefault("QT_QUICK_CONTROLS_STYLE", "Basic")
    # A compiled screen that is missing on disk is a message, which QML's own thread has
    # translated by our Python while the main thread waits for that thread: neither goes on.
    # The package has all of them, and then they are read; none is ever written.
    if has_compiled_screens():
        os.environ.setdefault("QML_DISK_CACHE", "qmlc-read")
    else:
        os.environ.setdefault("QML_DISABLE_DISK_CACHE", "1")
    application = QGuiApplication(list(arguments))
    application.setApplicationName("borne")
    for file in font_files():
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise ScreenFailed(f"{file} is no font")
    return application


class KioskWindow(QObject):
    """The window with everything behind it. Keep it for as long as the window is to live."""

    def __init__(
        self,
        app: KioskApp,
        catalogue: Catalogue,
        size: tuple[int, int] | None,
        on_complaint: Callable[[str], None] | None = None,
    ) -> None:
        """Opens the window: ``size`` in pixels, or the whole screen when None.

        ``on_complaint`` takes each warning of QML; by default it is logged. Raises ScreenFailed
        when the window cannot be made, such as for want of a required property.
        """
        super().__init__()
        self._app = app
        self._complain = on_complaint or _log_complaint
        self._complaints: list[str] = []
        self._translator = CatalogueTranslator(catalogue, app.property("language"), self)
        self._speak()
        QCoreApplication.installTranslator(self._translator)
        self._engine = QQmlApplicationEngine()
        self._engine.setOutputWarningsToStandardError(False)
        self._engine.warnings.connect(self._on_warnings)
        app.languageChanged.connect(self._on_language)
        root = qml_root()
        self._engine.addImportPath(str(root))
        self._engine.setInitialProperties({"app": app, **_extent(size)})
        self._engine.load(QUrl.fromLocalFile(str(root / "Kiosk" / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise ScreenFailed("; ".join(self._complaints) or "Main.qml gave no window")
        self.window: QQuickWindow = roots[0]
        self._compiled: list[QQmlComponent] = []
        self.window.frameSwapped.connect(self._compile_the_rest)

    def let_go(self) -> None:
        """Empties QML's heap of what screens that are gone left in it, a person's name among that:
        by itself it does so when it is full, which on a quiet kiosk takes days. Takes some
        milliseconds."""
        self._engine.collectGarbage()

    def close(self) -> None:
        """Takes the window down. Call it before the models or the application go."""
        self._app.languageChanged.disconnect(self._on_language)
        self._compiled.clear()
        del self.window
        # The engine's thread may be in the middle of a sentence, for which it holds Qt's lock on
        # translators and needs Python's: so it is ended first, by Qt, which lets Python go on.
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(self._engine, QEvent.Type.DeferredDelete)
        del self._engine
        QCoreApplication.removeTranslator(self._translator)

    @Slot()
    def _compile_the_rest(self) -> None:
        """Once the first frame is out, compiles the other screens and what they draw beside the
        main thread: no person waits for it at their first touch, and no screen needs a file that
        could not be opened by then."""
        self.window.frameSwapped.disconnect(self._compile_the_rest)
        beside = QQmlComponent.CompilationMode.Asynchronous
        root = qml_root() / "Kiosk"
        for file in [*sorted(root.glob("screens/*.qml")), *sorted(root.glob("drawings/**/*.qml"))]:
            url = QUrl.fromLocalFile(str(file))
            self._compiled.append(QQmlComponent(self._engine, url, beside))

    @Slot()
    def _on_language(self) -> None:
        self._speak()
        self._engine.retranslate()

    def _speak(self) -> None:
        language = self._app.property("language")
        self._translator.speak(language)
        # Screen readers are told this one, and choose their voice by it.
        QLocale.setDefault(QLocale(language))

    @Slot(list)
    def _on_warnings(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self._complaints.append(warning.toString())
            self._complain(warning.toString())


def _extent(size: tuple[int, int] | None) -> dict[str, object]:
    if size is None:
        return {"visibility": QWindow.Visibility.FullScreen}
    return {"width": size[0], "height": size[1]}


def _log_complaint(text: str) -> None:
    # Its words may quote what is on the screen; its place does not.
    place = _PLACE.search(text)
    _log.warning("screen_complained", extra={"place": place[0] if place else "unknown"})
