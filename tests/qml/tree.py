"""What a window shows, read off its item tree in the order in which it is painted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QMetaObject, QRectF
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem, QQuickWindow

UNPAINTED_BORDER_PX = 1
"""What Qt says of a rectangle without a border; ours are wider."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One visible item: ``where`` in the window, ``within`` which kinds of ours from the outside
    in, ``order`` in painting, in which ``control``, and whether it can be used (``live``)."""

    item: QQuickItem
    where: QRectF
    order: int
    within: tuple[str, ...]
    control: QQuickItem | None
    live: bool

    @property
    def in_drawing(self) -> bool:
        return "Drawing" in self.within

    @property
    def name(self) -> str:
        return str(self.item.property("name"))


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the room its letters take."""

    seen: Seen
    said: str
    written: QRectF
    px: int
    colour: QColor


@dataclass(frozen=True, slots=True)
class Surface:
    """A rectangle: what it is filled with, and its border if it has one."""

    seen: Seen
    fill: QColor
    border: QColor | None


@dataclass(slots=True)
class Picture:
    """Everything on show, by what it is."""

    window: QRectF
    background: QColor
    texts: list[Words] = field(default_factory=list)
    controls: list[Seen] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    icons: list[Seen] = field(default_factory=list)
    drawings: list[Seen] = field(default_factory=list)
    kinds: dict[str, Seen] = field(default_factory=dict)


def read(window: QQuickWindow) -> Picture:
    """The picture of ``window`` once every row is in its place."""
    top = window.contentItem()
    for _ in range(3):
        _polish(top)
    extent = QRectF(0, 0, window.width(), window.height())
    picture = Picture(extent, window.color())
    for order, seen in enumerate(_visible(top)):
        _sort(picture, seen, order)
    return picture


def _polish(top: QQuickItem) -> None:
    """Puts in their places what stands within ``top``, from the inside out."""
    for item in top.childItems():
        if item.isVisible():
            _polish(item)
    top.ensurePolished()


Found = tuple[QQuickItem, tuple[str, ...], QQuickItem | None, bool]


def _visible(top: QQuickItem) -> Iterator[Found]:
    waiting: list[Found] = [(top, (), None, True)]
    while waiting:
        item, within, control, live = waiting.pop()
        if not item.isVisible() or item.opacity() == 0:
            continue
        kinds = _kinds(item.metaObject())
        within = (*within, *(kind for kind in kinds if kind[0] != "Q"))
        live = live and item.isEnabled()
        yield item, within, control, live
        inner = item if "Pressable" in kinds else control
        children = sorted(item.childItems(), key=QQuickItem.z)
        waiting.extend((child, within, inner, live) for child in reversed(children))


_KINDS: dict[str, tuple[str, ...]] = {}


def _kinds(described: QMetaObject) -> tuple[str, ...]:
    """What it is and what it derives from: ``KButton_QMLTYPE_6`` is a ``KButton``."""
    name = described.className()
    if name not in _KINDS:
        _KINDS[name] = tuple(dict.fromkeys(each.split("_QML")[0] for each in _above(described)))
    return _KINDS[name]


def _above(described: QMetaObject) -> Iterator[str]:
    above: QMetaObject | None = described
    while above is not None:
        yield above.className()
        above = above.superClass()


def _sort(picture: Picture, found: Found, order: int) -> None:
    item, within, control, live = found
    where = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    seen = Seen(item, where, order, within, control, live)
    kinds = _kinds(item.metaObject())
    for kind in kinds:
        picture.kinds.setdefault(kind, seen)
    if "QQuickText" in kinds:
        if item.property("text"):
            picture.texts.append(_words(seen))
    elif "Pressable" in kinds:
        picture.controls.append(seen)
    elif "Icon" in kinds:
        picture.icons.append(seen)
    elif "Drawing" in kinds:
        picture.drawings.append(seen)
    elif "QQuickRectangle" in kinds:
        picture.surfaces.append(_surface(seen))


def _words(seen: Seen) -> Words:
    text = seen.item
    written = text.mapRectToScene(text.boundingRect())
    font = text.property("font")
    return Words(seen, text.property("text"), written, font.pixelSize(), text.property("color"))


def _surface(seen: Seen) -> Surface:
    width = QQmlProperty(seen.item, "border.width").read()
    border = QQmlProperty(seen.item, "border.color").read()
    painted = width > UNPAINTED_BORDER_PX and border.alpha() > 0
    return Surface(seen, seen.item.property("color"), border if painted else None)
