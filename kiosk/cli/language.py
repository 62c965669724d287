"""In which language a command answers: the one asked for, the terminal's, or French."""

import os
from typing import Annotated

import typer

from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Translations
from shared_runtime.messages.loading import shipped

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables, the first that says something counts (POSIX, 8.2)."""


def _known(language: str | None) -> str | None:
    languages = shipped().languages
    if language is not None and language not in languages:
        raise typer.BadParameter(f"one of {', '.join(languages)}")
    return language


LangOption = Annotated[
    str | None,
    typer.Option("--lang", callback=_known, help="Instead of the terminal's language."),
]


def translations(asked: str | None) -> Translations:
    """The sentences in the language ``asked`` for, else in that of the terminal, else in French."""
    return Translations(shipped(), asked or _of_terminal())


def _of_terminal() -> str:
    locale = next(filter(None, map(os.environ.get, _LOCALE)), "")
    return shipped().offered(locale.partition(".")[0]) or FIRST_LANGUAGE
