"""Shows the real QML module in a window without a display, and turns any QML warning into a failure."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6 import QtQuick
from PySide6.QtCore import QEvent, QMessageLogContext, QtMsgType, QTranslator, QUrl, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from kiosk.ui.paths import catalogue_folder, font_files, qml_root
from tests.qml.kiosk_app import KioskApp
from tests.qml.samples import frame

PORTRAIT = (1080, 1920)


class Catalogue(QTranslator):
    """Sentences by key, straight from the catalogue's file; an unknown key fails the test."""

    def __init__(self, language: str, missing: list[str]) -> None:
        super().__init__()
        self._sentences = json.loads((catalogue_folder() / f"{language}.json").read_text("utf-8"))
        self._missing = missing

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        if source not in self._sentences and not context:
            self._missing.append(source)
        return str(self._sentences.get(source, source))


class Stage:
    """One window on the real Main.qml. ``complaints`` holds every warning of Qt and missing key."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = complaints
        self.app = KioskApp()
        self.language = "fr"
        self._translator: QTranslator | None = None
        self._translate("fr")
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(qml_root()))
        self.engine.setInitialProperties({"app": self.app})
        self.engine.load(QUrl.fromLocalFile(str(qml_root() / "Kiosk" / "Main.qml")))
        roots = self.engine.rootObjects()
        assert roots, "\n".join(complaints)
        window = roots[0]
        assert isinstance(window, QtQuick.QQuickWindow)
        self.window = window

    def _translate(self, language: str) -> None:
        if self._translator is not None:
            QGuiApplication.removeTranslator(self._translator)
        self._translator = Catalogue(language, self.complaints)
        QGuiApplication.installTranslator(self._translator)
        self.language = language

    def show(self, name: str, *, language: str = "fr", size: tuple[int, int] = PORTRAIT, **settings: bool) -> None:
        """Shows the picture ``name`` with the given settings (large, contrast, low, reduced)."""
        if language != self.language:
            self._translate(language)
            self.engine.retranslate()
        if (self.window.width(), self.window.height()) != size:
            self.window.resize(*size)
        wanted = {"large": False, "contrast": False, "low": False, "reduced": True} | settings
        self.app.set(language=language, **wanted)
        self.app.show(frame(name, language))
        self.settle()

    def settle(self) -> None:
        for _ in range(4):
            QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QGuiApplication.processEvents()

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        assert self.window.grabWindow().save(str(path))

    def close(self) -> None:
        self.window.close()
        self.engine.deleteLater()
        if self._translator is not None:
            QGuiApplication.removeTranslator(self._translator)
        self.settle()


@contextmanager
def stage() -> Iterator[Stage]:
    """A stage; needs a QGuiApplication. Complaints at any time fail at the end."""
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))
    complaints: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in message:
            complaints.append(f"{context.file}:{context.line}: {message}")

    before = qInstallMessageHandler(listen)
    try:
        set_up = Stage(complaints)
        try:
            yield set_up
        finally:
            set_up.close()
    finally:
        qInstallMessageHandler(before)
    assert not complaints, "\n".join(dict.fromkeys(complaints))
