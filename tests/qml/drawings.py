"""A sheet of all drawings with their names, in both themes, in build/drawings.png: ``make drawings``."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.ui.paths import qml_root

FIGURES = qml_root() / "Kiosk" / "drawings" / "figures"
SHEET = """
import QtQuick
import Kiosk

Rectangle {
    id: sheet

    required property var names
    readonly property int across: 6

    width: across * 340
    height: Math.ceil(names.length / across) * 236
    color: Theme.highContrast ? "#000000" : "#e7ecf5"

    Repeater {
        model: sheet.names

        Rectangle {
            id: cell

            required property int index
            required property string modelData

            x: index % sheet.across * 340 + 6
            y: Math.floor(index / sheet.across) * 236 + 6
            width: 328
            height: 224
            radius: 14
            color: Theme.surface
            border.width: Theme.highContrast ? 2 : 0
            border.color: "#ffffff"

            Picture {
                x: 4
                y: 10
                width: 212
                height: 159
                name: cell.modelData
            }

            Rectangle {
                x: 220
                y: 56
                width: 102
                height: 82
                radius: 8
                color: Theme.highContrast ? "#000000" : ["#e7ecf5", "#cceee8", "#fcf0d3", "#ecdef0", "#ccedf9", "#eeeeee"][cell.index % 6]

                Picture {
                    anchors.fill: parent
                    anchors.margins: 1
                    name: cell.modelData
                }
            }

            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 186
                text: cell.modelData
                color: Theme.text
                font.family: Theme.family
                font.pixelSize: 24
            }
        }
    }
}
"""


def names() -> list[str]:
    """Of all drawings, as they are called on the screens."""
    stems = sorted(file.stem for file in FIGURES.glob("*.qml"))
    return [stem[0].lower() + stem[1:] for stem in stems]


def sheet(shown: list[str], *, high_contrast: bool) -> QImage:
    """The drawings called so, beside each other, each in two sizes. Needs a QGuiApplication."""
    view = QQuickView()
    view.engine().addImportPath(str(qml_root()))
    theme = view.engine().singletonInstance("Kiosk", "Theme")
    theme.setProperty("highContrast", high_contrast)
    theme.setProperty("reducedMotion", True)
    file = Path("build/sheet.qml")
    file.parent.mkdir(exist_ok=True)
    file.write_text(SHEET)
    view.setInitialProperties({"names": shown})
    view.setSource(QUrl.fromLocalFile(str(file.absolute())))
    top = view.rootObject()
    if not isinstance(top, QQuickItem):
        raise SystemExit("\n".join(error.toString() for error in view.errors()))
    view.show()
    image = view.grabWindow()
    view.close()
    return image


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/drawings.png"))
    parser.add_argument("--only", nargs="*", default=[])
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.ui.engine import make_application

    application = make_application(sys.argv[:1])
    for high_contrast in (False, True):
        image = sheet(chosen.only or names(), high_contrast=high_contrast)
        name = chosen.out.with_stem(chosen.out.stem + ("_contrast" if high_contrast else ""))
        name.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(name))
    application.quit()


if __name__ == "__main__":
    main()
