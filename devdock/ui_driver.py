"""A hand on the kiosk's own window: presses what a screen reader finds, as a finger would."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

CONTROLS = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.PushButton,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
    }
)


class NothingThere(Exception):
    """No such control on the screen shown; the text lists those that are there."""


class UiDriver:
    """Main thread only. Everything is found through the accessibility tree: what has no role and
    name there cannot be pressed."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        QAccessible.setActive(True)

    def press(self, name: str) -> tuple[int, int]:
        """Presses and lets go of the enabled control called ``name``; the text before a comma or a
        line break is enough. Gives where in the window, in pixels. Raises NothingThere."""
        middle = self.middle(name)
        QTest.mouseClick(
            self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
        )
        return middle.x(), middle.y()

    def middle(self, name: str) -> QPoint:
        """Where on the window the middle of that control is, as ``press`` finds it."""
        for control in self._controls():
            if _name(control) == name or _name(control).startswith((f"{name},", f"{name}\n")):
                if control.state().disabled:
                    raise NothingThere(f"{name} is disabled")
                return control.rect().center() - self._window.position()
        raise NothingThere(f"{name}: not among {self.controls()}")

    def key(self, key: str) -> None:
        """One key of a keypad, by Qt's name for it: ``Tab``, ``Return``, ``5``… Raises
        NothingThere."""
        named = getattr(Qt.Key, f"Key_{key}", None)
        if named is None:
            raise NothingThere(f"no key is called {key!r}")
        QTest.keyClick(self._window, named)

    def controls(self) -> list[str]:
        return [_name(control) for control in self._controls()]

    def texts(self) -> list[str]:
        """Every name on the screen, controls and texts alike, in the order of a screen reader."""
        return [name for name in map(_name, self._visible()) if name]

    def grab(self, path: Path) -> None:
        """A picture of the window."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._window.grabWindow().save(str(path))

    def _controls(self) -> list[QAccessibleInterface]:
        return [each for each in self._visible() if each.role() in CONTROLS]

    def _visible(self) -> Iterator[QAccessibleInterface]:
        root = QAccessible.queryAccessibleInterface(self._window)
        if root is not None:
            yield from _below(root)


def _below(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(parent.childCount()):
        child = parent.child(index)
        if not child.state().invisible:
            yield child
            yield from _below(child)


def _name(element: QAccessibleInterface) -> str:
    return element.text(QAccessible.Text.Name)
