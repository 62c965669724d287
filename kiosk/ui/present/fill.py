"""The screens on which something is typed: grouped as it is written, with what is still to come."""

from kiosk.domain.entry import Entry, Keyboard, Keypad, Mistake
from kiosk.domain.flow import Fill
from kiosk.ui.present import icons
from kiosk.ui.present.parts import TypedGroupView
from kiosk.ui.present.screens import FillScreen
from kiosk.ui.present.view import View

_KEYS = tuple("1234567890")
"""In the order people know: what is typed here stands on the screen anyway."""
_BETWEEN = " /"


def fill_screen(step: Fill, view: View, said: str = "") -> FillScreen:
    """A keypad for numbers, which leaves no room for a drawing; a keyboard for words. ``said``
    stands in the place of a mistake while nothing is typed."""
    translations, entry, mistake = view.translations, step.entry, view.mistake
    pattern = "" if entry.pattern is None else translations.text(entry.pattern)
    written, rest = _grouped(view.text, pattern)
    keypad = entry.keys if isinstance(entry.keys, Keypad) else None
    return FillScreen(
        kind="fill" if keypad is None else "fillNumber",
        title=translations.text(step.question),
        hint=translations.text(step.hint),
        entry=entry,
        written=written,
        rest=rest,
        groups=_groups(entry, written, rest, view),
        typed=len(view.text),
        unspoken=entry.unspoken,
        can_submit=bool(view.text) or entry.may_be_empty,
        message=_said(mistake, entry, view) if mistake is not None else "" if view.text else said,
        keys=_KEYS,
        asks_for_corsica=keypad is not None and keypad.corsica,
        may_be_corsican=keypad is not None and keypad.may_be_corsican(view.text),
        drawing=icons.for_screen(step.question.key, view.registry) if keypad is None else "",
    )


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


def _groups(entry: Entry, written: str, rest: str, view: View) -> tuple[TypedGroupView, ...]:
    """The groups between the slashes; the first that is not whole is the current one."""
    lengths = [len(group) for group in (written + rest).split("/")]
    begun = [*written.split("/"), *[""] * len(lengths)]
    current = next((place for place, most in enumerate(lengths) if len(begun[place]) < most), None)
    return tuple(
        TypedGroupView(
            view.translations.text(label), begun[place], lengths[place], current=place == current
        )
        for place, label in enumerate(entry.groups)
    )


def _said(mistake: Mistake, entry: Entry, view: View) -> str:
    sign = entry.keys.refused(view.text) if isinstance(entry.keys, Keyboard) else ""
    return view.translations.say(f"mistake.{entry.name}.{mistake}", sign=sign)
