"""Draws it for screens of each shape into systemd/still: ``make still``."""

import argparse
import os
import struct
import sys
import zlib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickView

SIZES = {"portrait": (1080, 1920), "wide": (1920, 1080), "square": (1280, 1024)}
FOLDER = Path(__file__).parents[2] / "systemd" / "still"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=FOLDER)
    into: Path = parser.parse_args().into
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.ui.engine import make_application
    from kiosk.ui.paths import qml_root
    from shared_runtime.messages.loading import shipped

    application = make_application(sys.argv[:1])
    catalogue = shipped()
    view = QQuickView()
    view.engine().addImportPath(str(qml_root()))
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    said = {
        name: [catalogue.say(language, key, {}) for language in ("fr", "en")]
        for name, key in (("titles", "screen.out_of_service.title"), ("lines", "still.ask"))
    }
    view.setInitialProperties(said)
    for name, (width, height) in SIZES.items():
        view.resize(width, height)
        view.setSource(QUrl.fromLocalFile(str(Path(__file__).with_name("Still.qml"))))
        if not isinstance(view.rootObject(), QQuickItem):
            sys.exit("\n".join(error.toString() for error in view.errors()))
        view.show()
        (into / f"{name}.png").write_bytes(png(view.grabWindow()))
    view.close()
    application.quit()


def png(picture: QImage) -> bytes:
    """Without filters, so that the one who shows it needs none (PNG, 9.2: filter type 0)."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    width, height, step = rgb.width(), rgb.height(), rgb.bytesPerLine()
    bits = bytes(rgb.constBits())
    rows = b"".join(b"\0" + bits[y * step : y * step + 3 * width] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


if __name__ == "__main__":
    main()
