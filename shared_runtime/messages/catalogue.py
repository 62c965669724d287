"""Texts by language and key, the right form for a number, and how their placeholders are filled."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared_runtime.messages.direction import isolated, right_to_left
from shared_runtime.messages.message import Argument, Message
from shared_runtime.messages.plurals import plural_of

Forms = Mapping[str, str]
"""A text that counts: one for each plural form of its language, chosen by ``count``."""
CatalogueEntry = str | Forms

FIRST_LANGUAGE = "fr"
"""What is said where a language lacks a sentence."""
NEUTRAL = "words.missing"
"""What is said where a sentence is missing in every language."""
NAME = "language.name"
"""What a language calls itself."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Catalogue:
    """All sentences by language, the first language in front. A key that is missing is remembered
    and recorded, once; the French sentence or a neutral one is said then, and nothing fails."""

    sentences: Mapping[str, Mapping[str, CatalogueEntry]]
    missing: set[str] = field(default_factory=set)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.sentences)

    def say(self, language: str, key: str, args: Mapping[str, Argument]) -> str:
        """The sentence of ``key``, its placeholders filled as far as ``args`` go.

        An argument is kept apart (``isolated``) where it or the sentence's language runs from
        right to left; elsewhere it stands as it is.
        """
        spoken, entry = self._entry(language, key)
        sentence = entry if isinstance(entry, str) else _form(entry, spoken, args)
        apart = self.right_to_left(spoken)

        def filled(placeholder: re.Match[str]) -> str:
            text = _text(args.get(placeholder[1], placeholder[0]), language)
            return isolated(text) if apart or right_to_left(text) else text

        return _PLACEHOLDER.sub(filled, sentence)

    def knows(self, key: str) -> bool:
        """Whether there is such a sentence at all."""
        return key in self.sentences.get(FIRST_LANGUAGE, {})

    def offered(self, tag: str) -> str | None:
        """Which language is meant by the tag of a terminal or a browser (``en_GB``, ``pt-br``): the
        very one, or the first that is of its kind."""
        wanted = tag.replace("_", "-").lower()
        exact = (each for each in self.sentences if each.lower() == wanted)
        alike = (each for each in self.sentences if _kind(each) == _kind(wanted))
        return next(exact, None) or next(alike, None)

    def name(self, language: str) -> str:
        """What the language calls itself; its tag where it does not say."""
        name = self.sentences.get(language, {}).get(NAME)
        return name if isinstance(name, str) else language.upper()

    def right_to_left(self, language: str) -> bool:
        """As the language writes its own name."""
        return right_to_left(self.name(language))

    def _entry(self, language: str, key: str) -> tuple[str, CatalogueEntry]:
        """A sentence and the language that it is in."""
        entry = self.sentences.get(language, {}).get(key)
        if entry is not None:
            return language, entry
        if key not in self.missing:
            self.missing.add(key)
            _log.error("words_missing", extra={"key": key, "language": language})
        french = self.sentences.get(FIRST_LANGUAGE, {})
        return FIRST_LANGUAGE, french.get(key) or french.get(NEUTRAL, "…")


@dataclass(frozen=True, slots=True)
class Translations:
    """The catalogue in one language."""

    catalogue: Catalogue
    language: str

    def say(self, key: str, **args: Argument) -> str:
        return self.catalogue.say(self.language, key, args)

    def find(self, key: str, otherwise: str) -> str:
        """The sentence, or ``otherwise`` where nobody has written one."""
        return self.say(key) if self.catalogue.knows(key) else otherwise

    def text(self, message: Message) -> str:
        return self.catalogue.say(self.language, message.key, dict(message.args))


def _kind(tag: str) -> str:
    return tag.partition("-")[0]


def _text(argument: Argument, language: str) -> str:
    return str(argument) if isinstance(argument, str | int) else argument.in_language(language)


def _form(forms: Forms, language: str, args: Mapping[str, Argument]) -> str:
    """The loader has seen to it that the language has a rule, and the entry every form of it."""
    count = args.get("count", 0)
    plural = plural_of(language)
    assert plural is not None
    return forms[plural.form_of(abs(count) if isinstance(count, int) else 0)]
