"""What a screen reader does, over AT-SPI: reads the tree of a window, listens, and acts."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import open_dbus_connection

from tests.waiting import eventually

ANSWER_S = 60.0
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ACTION = "org.a11y.atspi.Action"
_EVENTS = "org.a11y.atspi.Event.Object"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_STATES = {
    4: "checked",
    8: "enabled",
    11: "focusable",
    12: "focused",
    24: "sensitive",
    25: "showing",
    41: "checkable",
}
"""Those of AtspiStateType that are judged here, by their number."""

Address = tuple[str, str]
"""The name on the bus and the path of an object."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One object of the tree, as it was when it was read."""

    address: Address
    role: str
    name: str
    description: str
    states: frozenset[str]
    interfaces: frozenset[str]
    children: tuple["Seen", ...]

    def walk(self) -> Iterator["Seen"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Heard:
    """An event: ``kind`` such as Announcement; ``on`` for a state that is gained, not lost."""

    address: Address
    kind: str
    detail: str
    on: bool
    value: Any


class ScreenReader:
    """Reads the one application on the bus at ``address``."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(address)
        # Applications tell only what somebody has asked to be told.
        for kind in ("object:announcement", "object:state-changed"):
            eventually(partial(self._asked_for, kind), ANSWER_S)
        self._rule = MatchRule(type="signal", interface=_EVENTS)
        self._bus.send_and_get_reply(message_bus.AddMatch(self._rule), timeout=ANSWER_S)
        self._queue: deque[Message] = deque()
        self._listening = self._bus.filter(self._rule, queue=self._queue)
        self._listening.__enter__()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bus.close()

    def tree(self) -> Seen:
        """The application as it is now."""
        found: list[Address] = []

        def appeared() -> bool:
            found[:] = self._children((_REGISTRY, _ROOT))
            return bool(found)

        eventually(appeared, ANSWER_S)
        return self._read(found[0])

    def language(self, seen: Seen) -> str:
        """In which language a voice is to say it, such as ``fr_FR``."""
        return str(self._property(seen.address, "Locale"))

    def press(self, seen: Seen) -> None:
        """Does the first action of an object, as the key of a screen reader does."""
        self._call(seen.address, _ACTION, "DoAction", "i", (0,))

    def heard(self) -> list[Heard]:
        """What has been told since the last time."""
        # One more answer: whatever was told before it has come.
        self._children((_REGISTRY, _ROOT))
        messages = list(self._queue)
        self._queue.clear()
        return [_heard(message) for message in messages]

    def _asked_for(self, kind: str) -> bool:
        """Whether the registry has taken note. Debian 12's sometimes falls over its own start,
        and the bus starts another at the next call."""
        registrar = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        message = new_method_call(registrar, "RegisterEvent", "sass", (kind, [], ""))
        reply = self._bus.send_and_get_reply(message, timeout=ANSWER_S)
        return reply.header.message_type is MessageType.method_return

    def _read(self, address: Address) -> Seen:
        low, high = self._call(address, _ACCESSIBLE, "GetState")
        bits = low | high << 32
        return Seen(
            address,
            str(self._call(address, _ACCESSIBLE, "GetRoleName")),
            str(self._property(address, "Name")),
            str(self._property(address, "Description")),
            frozenset(name for bit, name in _STATES.items() if bits >> bit & 1),
            frozenset(
                str(name).rpartition(".")[2]
                for name in self._call(address, _ACCESSIBLE, "GetInterfaces")
            ),
            tuple(self._read(child) for child in self._children(address)),
        )

    def _children(self, address: Address) -> list[Address]:
        return [(name, path) for name, path in self._call(address, _ACCESSIBLE, "GetChildren")]

    def _property(self, address: Address, name: str) -> Any:
        properties = "org.freedesktop.DBus.Properties"
        return self._call(address, properties, "Get", "ss", (_ACCESSIBLE, name))[1]

    def _call(
        self,
        address: Address,
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
    ) -> Any:
        target = DBusAddress(address[1], address[0], interface)
        message = new_method_call(target, method, signature, body)
        reply = self._bus.send_and_get_reply(message, timeout=ANSWER_S)
        assert reply.header.message_type is not MessageType.error, (method, address, reply.body)
        return reply.body[0] if reply.body else None


def _heard(message: Message) -> Heard:
    fields = message.header.fields
    detail, number, _, (_, value), *_ = message.body
    return Heard(
        (str(fields[HeaderFields.sender]), str(fields[HeaderFields.path])),
        str(fields[HeaderFields.member]),
        str(detail),
        bool(number),
        value,
    )
