"""Pictures of the window as it is on show."""

from pathlib import Path

# The window's own class is needed for grabbing; importing the module registers it.
from PySide6.QtGui import QWindow
from PySide6.QtQuick import QQuickWindow


class PictureFailed(Exception):
    """The window gave no picture, or the file could not be written."""


def take_picture(window: QWindow, file: Path) -> None:
    """Writes what ``window`` shows now, as PNG by the name of ``file``. Raises PictureFailed."""
    if not isinstance(window, QQuickWindow):
        raise PictureFailed("this window was not made by Qt Quick")
    file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grabWindow().save(str(file)):
        raise PictureFailed(f"no picture could be written to {file}")
