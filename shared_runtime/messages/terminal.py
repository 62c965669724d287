"""The language of the terminal that a command runs in."""

import os

from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Catalogue, Translations

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables, the first that says something counts (POSIX, 8.2)."""


def translations_of_terminal(catalogue: Catalogue, asked: str | None = None) -> Translations:
    """The sentences in the language ``asked`` for, else in that of the terminal, else in French."""
    return Translations(catalogue, asked or _of_terminal(catalogue))


def _of_terminal(catalogue: Catalogue) -> str:
    locale = next(filter(None, map(os.environ.get, _LOCALE)), "")
    return catalogue.offered(locale.partition(".")[0]) or FIRST_LANGUAGE
