"""QML's models, made of the values that presenters give: a property for each field, under its name.

What a screen says is declared once, in ``screens`` and ``parts`` of ``kiosk.ui.present``. A text, a
number, a yes or no is a property of that type; a tuple of texts is a list of strings; a tuple of
views is a list of models. Any other field is for Python alone, and says so (``NOT_SHOWN``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

from PySide6 import QtQml
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.present.screens import NOT_SHOWN

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

QStringList = cast(type, "QStringList")
"""Qt names this type by a string; the class it stands for has no Python counterpart."""


class ViewModel(QObject):
    """Shows one value, and from then on others of its kind.

    Each model declares ``changed`` itself: a property is not notified by an inherited signal.
    """

    changed: ClassVar[Signal]
    part_models: ClassVar[Mapping[str, "type[ViewModel]"]] = {}
    """The models of which its lists are made, by the name of the list's field."""

    def __init__(self, value: Any, parent: QObject) -> None:
        super().__init__(parent)
        self.view = value
        self._hold()

    def show(self, value: Any) -> None:
        """Says ``value`` from now on; it is of the same kind."""
        if value == self.view:
            return
        stale = self.children()
        self.view = value
        self._hold()
        self.changed.emit()
        for part in stale:
            part.deleteLater()

    def parts(self, field: str) -> Sequence["ViewModel"]:
        """The models in one of its lists: QML reads them by the property, Python in here."""
        return self._parts[field]

    def _hold(self) -> None:
        self._parts = {
            field: [model(part, self) for part in getattr(self.view, field)]
            for field, model in self.part_models.items()
        }


@dataclass(frozen=True, slots=True)
class _List:
    of: type[ViewModel]


Model = TypeVar("Model", bound=ViewModel)


def derive(
    view: type, base: type[Model], parts: Mapping[type, type[ViewModel]], *, changes: bool = True
) -> type[Model]:
    """The model of ``view``: a ``base`` that has its fields as properties.

    ``parts`` are the models of the views in its tuples; what never ``changes`` is constant.
    Raises TypeError for a field that QML cannot read and that is not ``NOT_SHOWN``.
    """
    changed = Signal()
    shown = {name: _type_in_qml(view, name, hint, parts) for name, hint in _shown(view, base)}
    members: dict[str, object] = {
        "__module__": __name__,
        "__doc__": view.__doc__,
        "part_models": {name: kind.of for name, kind in shown.items() if isinstance(kind, _List)},
        **({"changed": changed} if changes and shown else {}),
        **{
            camel_case(name): _property(name, kind, changed if changes else None)
            for name, kind in shown.items()
        },
    }
    make = cast(Callable[..., type[Model]], type(base))
    return QmlElement(make(model_name(view), (base,), members))


def model_name(view: type) -> str:
    """``HomeModel`` of ``HomeScreen``, ``TileModel`` of ``TileView``."""
    return view.__name__.removesuffix("Screen").removesuffix("View") + "Model"


def camel_case(name: str) -> str:
    """``can_submit`` as QML has it: ``canSubmit``."""
    first, *others = name.split("_")
    return first + "".join(part.title() for part in others)


def _shown(view: type, base: type[QObject]) -> list[tuple[str, object]]:
    """What of ``view`` becomes a property, with its type; what ``base`` shows already does not."""
    hints = get_type_hints(view)
    declared = {
        field.name: hints[field.name]
        for field in fields(view)
        if not field.metadata.get(NOT_SHOWN) and not hasattr(base, camel_case(field.name))
    }
    computed = {
        name: get_type_hints(value.fget)["return"]
        for name, value in vars(view).items()
        if isinstance(value, property)
    }
    return [*declared.items(), *computed.items()]


def _type_in_qml(
    view: type, name: str, hint: object, parts: Mapping[type, type[ViewModel]]
) -> type | _List:
    if hint in (str, int, bool):
        return cast(type, hint)
    if get_origin(hint) is tuple:
        (item, _ellipsis) = get_args(hint)
        if item is str:
            return QStringList
        if item in parts:
            return _List(parts[item])
    raise TypeError(f"{view.__name__}.{name}: QML cannot read {hint}")


def _property(name: str, kind: type | _List, changed: Signal | None) -> Property:
    if isinstance(kind, _List):
        return _list_property(name, kind.of, changed)
    read: Callable[[ViewModel], object]
    if kind is QStringList:

        def read(model: ViewModel) -> object:
            return list(getattr(model.view, name))
    else:

        def read(model: ViewModel) -> object:
            return getattr(model.view, name)

    return Property(kind, read, **_news(changed))


def _list_property(name: str, of: type[ViewModel], changed: Signal | None) -> Property:
    def count(model: ViewModel) -> int:
        return len(model.parts(name))

    def at(model: ViewModel, index: int) -> ViewModel:
        return model.parts(name)[index]

    return QtQml.ListProperty(of, count=count, at=at, **_news(changed))


def _news(changed: Signal | None) -> dict[str, Any]:
    return {"constant": True} if changed is None else {"notify": changed}
