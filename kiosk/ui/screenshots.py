"""Pictures of the window as it is on show."""

from pathlib import Path

from PySide6.QtQuick import QQuickWindow


class PictureFailed(Exception):
    """The file could not be written."""


def take_picture(window: QQuickWindow, file: Path) -> None:
    """Writes what ``window`` shows now, as PNG by the name of ``file``. Raises PictureFailed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grabWindow().save(str(file)):
        raise PictureFailed(f"no picture could be written to {file}")
