"""Parses the words after ``devdock do`` into a request for the demonstration, or shows the menu."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from devdock import menus
from devdock.menus import MEND, MenuEntry
from kiosk.hardware.sim.card.faults import parse_fault

Menu: TypeAlias = Callable[[], tuple[MenuEntry, ...]]

FAULTS: Mapping[str, Menu] = {
    "reader": menus.reader_faults,
    "printer": menus.printer_faults,
    "receipt": menus.receipt_faults,
    "network": menus.network_faults,
}
"""Things with faults that last until they are mended."""
_COMMANDS = (
    MenuEntry("insert CARD [--fault FAULT]", "puts a card in, in place of one that is there"),
    MenuEntry("remove [next_exchange]", "pulls the card out: now, or instead of its next answer"),
    MenuEntry(f"reader FAULT|{MEND}", "spoils the card reader, or mends it"),
    MenuEntry(f"printer FAULT|{MEND}", "spoils the printer, or mends it"),
    MenuEntry(f"receipt FAULT|{MEND}", "spoils the receipt printer, or mends it"),
    MenuEntry(f"network FAULT|{MEND}", "spoils the line from kiosk-sync to central, or mends it"),
    MenuEntry("clock JUMP|SECONDS", "moves the clock of the kiosk, so far from the true time"),
    MenuEntry("process NAME kill|stop|start", "ends or starts a process"),
    MenuEntry("state", "how everything is"),
    MenuEntry("screen", "which screen is shown"),
    MenuEntry("texts", "every text on the screen"),
    MenuEntry("controls", "what can be pressed"),
    MenuEntry("press NAME", "presses that control, as a finger would"),
    MenuEntry("key KEY", "presses a key of the keypad: 5, Tab, Return"),
    MenuEntry("grab FILE", "a picture of the screen"),
)
_MENUS: Mapping[str, tuple[tuple[str, Menu], ...]] = {
    "insert": (("CARD", menus.the_cards), ("FAULT of a card", menus.card_faults)),
    **{thing: ((f"FAULT of the {thing}", menu),) for thing, menu in FAULTS.items()},
    "clock": (("JUMP of the clock", menus.clock_jumps),),
    "process": (("NAME of a process", menus.processes), ("and what to do", menus.process_actions)),
}
"""The menus of a command, each with its title."""
Command = tuple[str, Mapping[str, Any]]
"""What to do, and its arguments."""


class WrongWord(Exception):
    """The text says which word, and shows the menu."""


def parse(action: str, words: Sequence[str], card_fault: str | None = None) -> Command:
    """The request of a line of words. Raises WrongWord."""
    match action, list(words):
        case "insert", [card]:
            _choose(card, "insert", menus.the_cards)
            return action, {"card": card, "fault": _card_fault(card_fault)}
        case "remove", []:
            return action, {}
        case "remove", ["next_exchange"]:
            return action, {"at": "next_exchange"}
        case (("reader" | "printer" | "receipt" | "network"), [fault]):
            if fault == MEND:
                return action, {"fault": None}
            _choose(fault, action, FAULTS[action])
            return action, {"fault": fault}
        case "clock", [jump]:
            return action, {"shift_s": _seconds(jump)}
        case "process", [name, how]:
            _choose(name, action, menus.processes)
            _choose(how, action, menus.process_actions)
            return action, {"name": name, "how": how}
        case (("state" | "screen" | "texts" | "controls"), []):
            return action, {}
        case "press", [_, *_]:
            return action, {"name": " ".join(words)}
        case "key", [key]:
            return action, {"key": key}
        case "grab", [file]:
            return action, {"path": str(Path(file).resolve())}
        case _:
            raise WrongWord(_no_such_line(action))


def everything() -> str:
    """All commands and all menus, for a terminal."""
    return "\n\n".join(["\n".join(_lines(_COMMANDS)), *(_menus(action) for action in _MENUS)])


def _no_such_line(action: str) -> str:
    shapes = [each for each in _COMMANDS if each.word.split()[0] == action]
    if not shapes:
        return "\n".join([f"no such command: {action}; there are:", *_lines(_COMMANDS)])
    text = f"not understood; say: {action} {shapes[0].word.removeprefix(action).strip()}"
    return f"{text}\n\n{_menus(action)}" if action in _MENUS else text


def _choose(word: str, action: str, menu: Menu) -> None:
    if word not in {entry.word for entry in menu()}:
        raise WrongWord(f"no such word: {word}\n\n{_menus(action)}")


def _card_fault(text: str | None) -> str | None:
    if text is not None:
        try:
            parse_fault(text)
        except ValueError:
            raise WrongWord(f"no such fault of a card: {text}\n\n{_menus('insert')}") from None
    return text


def _seconds(jump: str) -> float:
    if jump in menus.CLOCK_S:
        return menus.CLOCK_S[jump]
    try:
        return int(jump)
    except ValueError:
        raise WrongWord(f"no such jump: {jump}\n\n{_menus('clock')}") from None


def _menus(action: str) -> str:
    return "\n\n".join(
        "\n".join([f"{title}:", *_lines(map(_numbered, menu()))]) for title, menu in _MENUS[action]
    )


def _numbered(entry: MenuEntry) -> MenuEntry:
    return (
        MenuEntry(f"{entry.word}:N", entry.sentence) if menus.takes_a_number(entry.word) else entry
    )


def _lines(entries: Any) -> list[str]:
    shown = list(entries)
    width = max(len(entry.word) for entry in shown)
    return [f"  {entry.word:{width}}  {entry.sentence}".rstrip() for entry in shown]
