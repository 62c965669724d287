"""List entries of two parts: a name that stands out, and a sentence below it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

SENTENCE = Qt.ItemDataRole.UserRole + 1
"""Role of the sentence; the name is what is displayed."""
_MARGIN = 5
_NARROWEST = 200
_ANY_HEIGHT = 1000
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap

Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """``width`` gives the pixels at which sentences are broken."""

    def __init__(self, owner: QWidget, width: Callable[[], int]) -> None:
        super().__init__(owner)
        self._width = width

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(_of(option, "state") & QStyle.StateFlag.State_Selected)
        palette: QPalette = _of(option, "palette")
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        place: QRect = _of(option, "rect")
        place = place.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.save()
        if selected:
            painter.fillRect(_of(option, "rect"), palette.highlight())
        painter.setPen(palette.color(role))
        painter.setFont(_strong(_of(option, "font")))
        strong = QFontMetrics(_strong(_of(option, "font")))
        whole = Qt.TextElideMode.ElideRight
        name = strong.elidedText(str(index.data()), whole, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(_of(option, "font"))
        below = place.adjusted(0, strong.lineSpacing(), 0, 0)
        painter.drawText(below, _WRAPPED, _sentence(index))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        room = QRect(0, 0, max(self._width(), _NARROWEST) - 2 * _MARGIN, _ANY_HEIGHT)
        font: QFont = _of(option, "font")
        name = QFontMetrics(_strong(font))
        words = QFontMetrics(font).boundingRect(room, _WRAPPED, _sentence(index))
        wide = max(name.horizontalAdvance(str(index.data())), words.width())
        below = words.height() if _sentence(index) else 0
        return QSize(wide + 2 * _MARGIN, name.lineSpacing() + below + 2 * _MARGIN)


def _of(option: QStyleOptionViewItem, field: str) -> Any:
    """A field of the option: the stubs of Qt know none of them."""
    return getattr(option, field)


def _sentence(index: Index) -> str:
    return index.data(SENTENCE) or ""


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong
