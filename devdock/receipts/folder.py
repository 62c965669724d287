"""Strips kept on disk as they come out: a picture of each, and the text of those that have any."""

from pathlib import Path

from devdock.receipts.strip import PrintedStrip


class StripFolder:
    """Keeps each strip it is called with as ``0001.png``, ``0002.png``… in ``folder``, which is
    made at once; the numbers go on where an earlier life stopped. What was sent as text, and not as
    a picture of it, stands in ``0001.txt`` too."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def __call__(self, strip: PrintedStrip) -> None:
        numbers = [int(path.stem) for path in self._folder.glob("*.png") if path.stem.isdigit()]
        name = f"{max(numbers, default=0) + 1:04}"
        if strip.text.strip():
            (self._folder / f"{name}.txt").write_text(strip.text + "\n", encoding="utf-8")
        # Whoever watches the folder sees whole pictures only.
        arriving = self._folder / f"{name}.part"
        strip.drawn().save(arriving, "PNG")
        arriving.rename(self._folder / f"{name}.png")
