"""The menus of the dock: every word that a command takes, with a sentence on what it does.

Words come from the simulators themselves; a new one is on its menu at once, and a test asks for
its sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from devdock.cards.people import cards
from devdock.demo_environment import NAMES
from devdock.network.faults import NetworkFault
from kiosk.hardware.sim.card.faults import FAULT_NAMES, CardFaultKind
from kiosk.hardware.sim.card.reader_faults import ReaderFault
from kiosk.hardware.sim.printer.faults import PrinterFault
from kiosk.hardware.sim.receipts.faults import ReceiptFault

MEND = "mend"
"""What to say instead of a fault."""
_HOUR_S = 3600
_TEN_YEARS_S = 315_576_000


@dataclass(frozen=True, slots=True)
class MenuEntry:
    word: str
    sentence: str


CLOCK_S: Mapping[str, int] = {
    "+1h": _HOUR_S,
    "-1h": -_HOUR_S,
    "+10y": _TEN_YEARS_S,
    "-10y": -_TEN_YEARS_S,
    "right": 0,
}
"""Seconds from the true time."""

_CARD_FAULTS = {
    "removed_at_exchange": "Pulled out instead of answering that command; 1 is the first.",
    "slow": "Every answer takes a quarter of a second.",
    "mute": "No answer to reset: upside down, or dirty.",
    "61xx_everywhere": "Never gives data at once: each answer must be fetched.",
    "6cxx_everywhere": "Insists on the exact length of every answer.",
    "by_name_only": "Knows its files by name only, not by short identifier.",
    "wrong_status_word": "Refuses to give the numbers of its holders.",
    "truncated_tlv": "The list of its holders breaks off.",
    "oversized_length": "The list of its holders claims to be longer than it is.",
    "counts_differ": "One number fewer than it has holders.",
    "bad_nir_key": "The first number has a wrong key.",
    "atr_vitale2_newer": "Answers to reset like a mask on no list yet.",
    "atr_vitale1": "Answers like an old carte Vitale 1.",
    "atr_cps": "Answers like a health professional’s card.",
    "atr_staff": "Answers like a card of CPAM staff.",
    "atr_hospital": "Answers like a public hospital’s card.",
    "atr_bank": "Answers like a bank card.",
}
_KNOWN_MASK = "Answers to reset like a known mask of the Vitale 2."
_READER_FAULTS: Mapping[str, str] = {
    ReaderFault.UNPLUGGED: "The cable is out.",
    ReaderFault.SERVICE_ABSENT: "pcscd is gone, and every connection with it.",
    ReaderFault.SILENT: "Sees cards come and go, and answers no command.",
    ReaderFault.UNAVAILABLE: "Plugged in, and does not answer the service.",
    ReaderFault.ACCESS_DENIED: "The service refuses the kiosk its cards, as polkit does.",
    ReaderFault.LOSSY: "One answer of a card in six is lost on its way.",
}
_PRINTER_FAULTS: Mapping[str, str] = {
    PrinterFault.PAPER_OUT: "The tray is empty.",
    PrinterFault.PAPER_JAM: "A sheet is stuck on its way.",
    PrinterFault.COVER_OPEN: "A cover is open.",
    PrinterFault.TRAY_MISSING: "The paper tray is not in its place.",
    PrinterFault.OUTPUT_FULL: "No room for another sheet where paper comes out.",
    PrinterFault.TONER_EMPTY: "Nothing is left to print with.",
    PrinterFault.OFFLINE: "Does not answer; keeps what it has.",
    PrinterFault.OTHER: "A fault that no help text knows.",
    PrinterFault.SERVICE_ABSENT: "CUPS is gone, with every document it had.",
    PrinterFault.TONER_LOW: "Will need toner soon; prints all the same.",
    PrinterFault.PAPER_WARNING: "Warns of an empty tray; prints from another.",
    PrinterFault.CERTIFICATE_EXPIRED: "Not trusted any more: it is sent nothing.",
    PrinterFault.SLOW: "Ten times slower than usual.",
    PrinterFault.STUCK: "Takes the document and says nothing more.",
    PrinterFault.LIES_COMPLETED: "Reports success, and no paper comes.",
    PrinterFault.DISAPPEARS: "Switched off in mid-document; back, it has forgotten it.",
}
_RECEIPT_FAULTS: Mapping[str, str] = {
    ReceiptFault.PAPER_LOW: "The roll is near its end; prints all the same.",
    ReceiptFault.PAPER_OUT: "The roll has come to its end.",
    ReceiptFault.COVER_OPEN: "Its cover is open.",
    ReceiptFault.CUTTER: "The blade is stuck.",
    ReceiptFault.OFFLINE: "Says that it takes nothing now.",
    ReceiptFault.SILENT: "Answers nothing.",
    ReceiptFault.GARBLED: "Answers what no printer says.",
    ReceiptFault.SLOW: "Ten times slower than usual.",
    ReceiptFault.UNPLUGGED: "The cable is out; it keeps what it has.",
    ReceiptFault.VANISHES: "The cable is pulled out when the next strip comes.",
    ReceiptFault.HALF: "Stops in the middle of a strip, and says that it is well.",
    ReceiptFault.LATE_BYTE: "A late answer comes with the next, every second time; prints.",
    ReceiptFault.UNASKED: "Tells how it is without being asked, all the time; prints.",
    ReceiptFault.EMPTY_READS: "Has something to say that turns out to be nothing; prints.",
}
_NETWORK_FAULTS: Mapping[str, str] = {
    NetworkFault.CUT: "Every connection is broken off; central hears nothing.",
    NetworkFault.ANSWER_LOST: "Central does as asked; its answer never arrives.",
    NetworkFault.TWICE: "Central hears every request twice; the second answer arrives.",
    NetworkFault.HANG: "Nothing comes back, and nothing is broken off.",
    NetworkFault.SLOW: "Every answer is three seconds late.",
    NetworkFault.FIVE_HUNDRED: "Every request is answered by error 500.",
    NetworkFault.GARBAGE: "The answer promises JSON, and is none.",
    NetworkFault.RESET: "Every connection is reset.",
    NetworkFault.CUT_IN_THE_BODY: "The answer breaks off in the middle.",
    NetworkFault.DRIP: "The answer comes a byte at a time, for ever.",
    NetworkFault.TEN_MEGABYTES: "An answer of ten megabytes.",
    NetworkFault.ENDLESS_HEADERS: "A hundred thousand lines of header.",
    NetworkFault.WEB_PAGE: "The sign-in page of a guest network.",
    NetworkFault.NO_HTTP: "Bytes that are no HTTP at all.",
    NetworkFault.REDIRECT: "Sends the kiosk elsewhere.",
    NetworkFault.KIOSK_UNKNOWN: "Central no longer knows this kiosk.",
    NetworkFault.TOO_MANY: "Error 429: asked to wait a second.",
    NetworkFault.TOO_LARGE: "Error 413: a proxy finds every request too large.",
}
_CLOCK = {
    "+1h": "The kiosk’s clock is an hour fast.",
    "-1h": "The kiosk’s clock is an hour slow.",
    "+10y": "Ten years ahead.",
    "-10y": "Ten years behind, as after a dead battery.",
    "right": "The true time.",
}
_PROCESS_ACTIONS = {
    "kill": "kill -9: no farewell.",
    "stop": "Asked to end, as by systemd.",
    "start": "Started, if it does not run.",
}


def the_cards() -> tuple[MenuEntry, ...]:
    return tuple(MenuEntry(card.name, card.description_en) for card in cards().values())


def card_faults() -> tuple[MenuEntry, ...]:
    return tuple(MenuEntry(name, _card_sentence(name)) for name in FAULT_NAMES)


def _card_sentence(name: str) -> str:
    if name.startswith("atr_vitale2_") and name not in _CARD_FAULTS:
        return _KNOWN_MASK
    return _CARD_FAULTS.get(name, "")


def takes_a_number(card_fault: str) -> bool:
    """Whether the fault is followed by the number of an exchange."""
    return card_fault == CardFaultKind.REMOVED_AT_EXCHANGE


def reader_faults() -> tuple[MenuEntry, ...]:
    return _menu(ReaderFault, _READER_FAULTS)


def printer_faults() -> tuple[MenuEntry, ...]:
    return _menu(PrinterFault, _PRINTER_FAULTS)


def receipt_faults() -> tuple[MenuEntry, ...]:
    return _menu(ReceiptFault, _RECEIPT_FAULTS)


def network_faults() -> tuple[MenuEntry, ...]:
    return _menu(NetworkFault, _NETWORK_FAULTS)


def clock_jumps() -> tuple[MenuEntry, ...]:
    return _menu(CLOCK_S, _CLOCK)


def processes() -> tuple[MenuEntry, ...]:
    what = {
        "central": "people, rights, codes, attestations",
        "sync": "kiosk-sync, the kiosk’s side of the network",
        "kiosk": "kiosk-ui, the screen and the devices",
        "console": "the pages of those who look after the kiosks",
    }
    return _menu(NAMES, what)


def process_actions() -> tuple[MenuEntry, ...]:
    return _menu(_PROCESS_ACTIONS, _PROCESS_ACTIONS)


def _menu(words: Iterable[str], sentences: Mapping[str, str]) -> tuple[MenuEntry, ...]:
    return tuple(MenuEntry(str(word), sentences.get(word, "")) for word in words)
