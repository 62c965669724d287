"""A message for people: its key in the catalogue, and the arguments of its text."""

from dataclasses import dataclass
from typing import Protocol

from shared_runtime.private import Private


class InLanguages(Protocol):
    """A text that exists in several languages."""

    def in_language(self, language: str, /) -> str: ...


Argument = str | int | InLanguages


@dataclass(frozen=True, slots=True, repr=False)
class Message(Private):
    """``key`` names a text of the catalogue; ``args`` fill its ``{name}`` placeholders, wherever
    the text has them. An argument may hold a name: it is never logged, unlike the key."""

    key: str
    args: tuple[tuple[str, Argument], ...] = ()


def message(key: str, **args: Argument) -> Message:
    """The message of that key, with named arguments."""
    return Message(key, tuple(sorted(args.items())))
