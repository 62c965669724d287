"""All drawings with their names, in both themes: ``make drawings``."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.ui.paths import qml_root

FIGURES = qml_root() / "Kiosk" / "drawings" / "figures"


def file_of(name: str) -> Path:
    """Where the drawing is that is called so."""
    return FIGURES / f"{name[:1].upper()}{name[1:]}.qml"


def names() -> list[str]:
    """Of all drawings, as screens call them."""
    stems = sorted(file.stem for file in FIGURES.glob("*.qml"))
    return [stem[0].lower() + stem[1:] for stem in stems]


class Easel:
    """A window of its own on drawings alone: ``shown`` is what its file describes. Needs a
    QGuiApplication."""

    def __init__(self, file: str, **properties: object) -> None:
        self._view = QQuickView()
        self._view.engine().addImportPath(str(qml_root()))
        self.singleton("Theme").setProperty("reducedMotion", True)
        self._view.setInitialProperties(properties)
        self._view.setSource(QUrl.fromLocalFile(str(Path(__file__).with_name(file))))
        shown = self._view.rootObject()
        if not isinstance(shown, QQuickItem):
            raise SystemExit("\n".join(error.toString() for error in self._view.errors()))
        self.shown = shown
        self._view.show()

    def singleton(self, name: str) -> QObject:
        """A singleton of the module: Theme or Tones."""
        found = self._view.engine().singletonInstance("Kiosk", name)
        assert isinstance(found, QObject)
        return found

    def picture(self) -> QImage:
        return self._view.grabWindow()

    def close(self) -> None:
        del self.shown
        self._view.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/drawings.png"))
    parser.add_argument("--only", nargs="*", default=[])
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.ui.engine import make_application

    application = make_application(sys.argv[:1])
    easel = Easel("DrawingSheet.qml", names=chosen.only or names())
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    easel.picture().save(str(chosen.out))
    easel.singleton("Theme").setProperty("highContrast", True)
    easel.picture().save(str(chosen.out.with_stem(f"{chosen.out.stem}_contrast")))
    easel.close()
    application.quit()


if __name__ == "__main__":
    main()
