"""In which language a command answers: the one asked for, the terminal's, or French."""

from typing import Annotated

import typer

from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from shared_runtime.messages.terminal import translations_of_terminal


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
    return translations_of_terminal(shipped(), asked)
