"""The box of paper: the last document that came out, page by page."""

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from devdock.panel.widgets import button


class PaperBox(QWidget):
    """Shows the newest PDF of ``folder``; ``look`` finds out whether there is a newer one, and then
    ``came`` comes."""

    came = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._paper: Path | None = None
        self._page = 0
        self._pages = 0
        self.sheet = QLabel("Nothing printed yet.", alignment=Qt.AlignmentFlag.AlignCenter)
        self.sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.sheet.setProperty("role", "sheet")
        self.count = QLabel()
        self.back = button("◀", lambda: self._turn(-1), "Page before")
        self.on = button("▶", lambda: self._turn(1), "Page after")
        self.folder = button("Open folder", self._open_folder)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.count)
        row.addWidget(self.on)
        row.addStretch(1)
        row.addWidget(self.folder)
        layout = QVBoxLayout(self)
        layout.addWidget(self.sheet, stretch=1)
        layout.addLayout(row)
        self._draw()

    def look(self) -> None:
        papers = sorted(self._folder.glob("*.pdf"))
        if papers and papers[-1] != self._paper:
            self._paper, self._page = papers[-1], 0
            self._draw()
            self.came.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _turn(self, pages: int) -> None:
        self._page += pages
        self._draw()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _draw(self) -> None:
        if self._paper is not None:
            self._show(self._paper)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page + 1 < self._pages)

    def _show(self, paper: Path) -> None:
        try:
            picture, self._pages = _page(paper, self._page, self.sheet.size())
        except (pypdfium2.PdfiumError, OSError):
            self._pages = 0
            self.sheet.setText(f"{paper.name} cannot be shown.")
            self.count.clear()
        else:
            self.sheet.setPixmap(picture)
            self.count.setText(f"{paper.name}, page {self._page + 1} of {self._pages}")


def _page(path: Path, number: int, room: QSize) -> tuple[QPixmap, int]:
    """The page as large as fits, and how many pages there are."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        page = document[number]
        width, height = page.get_size()
        scale = min(room.width() / width, room.height() / height)
        drawn = page.render(scale=max(scale, 0.1)).to_pil().convert("RGB")
        pixels = drawn.tobytes()
        image = QImage(
            pixels, drawn.width, drawn.height, drawn.width * 3, QImage.Format.Format_RGB888
        )
        return QPixmap.fromImage(image), len(document)
    finally:
        document.close()
