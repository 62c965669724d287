"""Pictures of the window as it is on show."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImageWriter
from PySide6.QtQuick import QQuickWindow

MOST_BYTES = 131_072
"""As base 64 it stays under what either side of the gateway takes."""
_HEIGHTS = (1_280, 960, 640, 320)


class PictureFailed(Exception):
    """The file could not be written."""


def take_picture(window: QQuickWindow, file: Path) -> None:
    """Writes what ``window`` shows now, as PNG by the name of ``file``. Raises PictureFailed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grabWindow().save(str(file)):
        raise PictureFailed(f"no picture could be written to {file}")


def picture_of(window: QQuickWindow) -> bytes | None:
    """What ``window`` shows now, as PNG of at most MOST_BYTES: smaller rather than not at all. None
    where there is nothing to be had."""
    whole = window.grabWindow()
    for height in _HEIGHTS:
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = whole if whole.height() <= height else whole.scaledToHeight(height, smooth)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if QImageWriter(buffer, b"png").write(picture) and 0 < buffer.size() <= MOST_BYTES:
            return bytes(buffer.data().data())
    return None
