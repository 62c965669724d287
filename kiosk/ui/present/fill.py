"""The screens on which something is typed: grouped as it is written, with what is still to come."""

from typing import assert_never

from kiosk.domain.entry import EntryKind
from kiosk.domain.flow import Fill
from kiosk.ui.input_buffer import is_number, may_be_corsican
from kiosk.ui.present import icons
from kiosk.ui.present.screens import FillScreen
from kiosk.ui.present.view import View
from shared_runtime.messages.catalogue import Translations

_KEYS = tuple("1234567890")
"""In the order people know: what is typed here stands on the screen anyway."""
_NIR = "_ __ __ __ ___ ___ __"
_POSTCODE = "_____"
_BETWEEN = " /"


def fill_screen(step: Fill, view: View) -> FillScreen:
    """A keypad for numbers, a keyboard for words."""
    translations, kind, mistake = view.translations, step.entry, view.mistake
    written, rest = _grouped(view.text, _pattern(kind, translations))
    return FillScreen(
        kind="fillNumber" if is_number(kind) else "fill",
        title=translations.words(step.question),
        hint=translations.words(step.hint),
        entry=kind,
        written=written,
        rest=rest,
        typed=len(view.text),
        unspoken=kind is EntryKind.NIR,
        can_submit=bool(view.text) or kind is EntryKind.COMPLEMENT,
        message="" if mistake is None else translations.say(f"mistake.{kind}.{mistake}"),
        keys=_KEYS,
        asks_for_corsica=kind is EntryKind.NIR,
        may_be_corsican=kind is EntryKind.NIR and may_be_corsican(view.text),
        drawing=icons.ENTRIES.get(kind, ""),
    )


def _pattern(kind: EntryKind, translations: Translations) -> str:
    """How it is written when it is whole: a letter or a stroke for each character."""
    match kind:
        case EntryKind.NIR:
            return _NIR
        case EntryKind.BIRTH_DATE | EntryKind.LOSS_DATE:
            return translations.say("entry.date.pattern")
        case EntryKind.POSTCODE:
            return _POSTCODE
        case EntryKind.STREET | EntryKind.COMPLEMENT | EntryKind.CITY:
            return ""
        case _:
            assert_never(kind)


def _grouped(typed: str, pattern: str) -> tuple[str, str]:
    """``typed`` with what stands between its groups, and the rest of ``pattern``."""
    if not pattern:
        return typed, ""
    places = [place for place, sign in enumerate(pattern) if sign not in _BETWEEN]
    signs = list(pattern)
    for place, character in zip(places, typed, strict=False):
        signs[place] = character
    end = places[len(typed) - 1] + 1 if typed else 0
    return "".join(signs[:end]), "".join(signs[end:])
