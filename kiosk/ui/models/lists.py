"""A typed, read-only list of models for QML that tells when it changes."""

from collections.abc import Sequence
from typing import cast

from PySide6 import QtQml
from PySide6.QtCore import Property, QObject, Signal


def ListProperty(kind: type[QObject], attribute: str, notify: Signal) -> Property:
    """``list<kind>`` in QML, read from the sequence that the model keeps under ``attribute``."""

    def held(model: QObject) -> Sequence[QObject]:
        return cast(Sequence[QObject], getattr(model, attribute))

    def count(model: QObject) -> int:
        return len(held(model))

    def at(model: QObject, index: int) -> QObject:
        return held(model)[index]

    # The stub forgets that a list property can notify; the class knows.
    return QtQml.ListProperty(kind, count=count, at=at, notify=notify)  # type: ignore[call-arg]
