"""What each screen shows, as plain values in the person's language. ``kind`` names its QML file."""

from dataclasses import dataclass, field
from typing import ClassVar

from kiosk.domain.entry import Entry
from kiosk.domain.typed_code import CodeForm
from kiosk.ui.present.parts import (
    FactView,
    HeaderView,
    HelpView,
    OptionView,
    TileView,
    TypedGroupView,
)
from kiosk.ui.present.staff_screens import (
    CountingScreen,
    StaffMenuScreen,
    ToolScreen,
    TouchTestScreen,
)
from shared_runtime.private import Private

NOT_SHOWN = "not_shown"
"""Metadata of a field that is no business of QML's."""


@dataclass(frozen=True, slots=True)
class BootingScreen:
    kind: ClassVar[str] = "booting"


@dataclass(frozen=True, slots=True)
class OutOfServiceScreen:
    """``nearest`` is where to go, under its title; both are empty where that is not known."""

    kind: ClassVar[str] = "outOfService"
    reasons: tuple[str, ...]
    since: str
    phone: str
    nearest_title: str
    nearest: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class AttractScreen:
    """``line`` says how the card goes in, as it is drawn: chip up or not. ``invitations`` are what
    can be done here now."""

    kind: ClassVar[str] = "attract"
    line: str
    chip_up: bool
    invitations: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class ReadingScreen:
    kind: ClassVar[str] = "reading"


@dataclass(frozen=True, slots=True)
class WrongCardScreen:
    kind: ClassVar[str] = "wrongCard"
    title: str
    lines: tuple[str, ...]
    drawing: str


@dataclass(frozen=True, slots=True, repr=False)
class HomeScreen(Private):
    """``favourites`` are one touch from their service; ``subjects`` hold the others, and are chosen
    by the numbers that follow. ``subjects_alone``: the person asked for all of them."""

    kind: ClassVar[str] = "home"
    title: str
    lines: tuple[str, ...]
    favourites: tuple[TileView, ...]
    subjects: tuple[TileView, ...]
    subjects_alone: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class GroupScreen(Private):
    """What can be done about one subject."""

    kind: ClassVar[str] = "group"
    title: str
    tiles: tuple[TileView, ...]


@dataclass(frozen=True, slots=True, repr=False)
class CodeScreen(Private):
    """``kind`` is ``code`` (the keypad) or ``codeLetters`` (a keyboard).

    ``typed`` counts the characters, whose values are nowhere near but the last, ``glimpse``: for a
    second, where the person ``shows_typed``. A personal code may have letters; whether this one has
    only its owner knows.
    """

    kind: str
    title: str
    hint: str
    typed: int
    glimpse: str
    shows_typed: bool
    can_submit: bool
    message: str
    provisional: bool
    can_forget: bool
    forget: str
    keys: tuple[str, ...]
    form: CodeForm = field(metadata={NOT_SHOWN: True})


@dataclass(frozen=True, slots=True, repr=False)
class FillScreen(Private):
    """``kind`` is ``fill`` (a keyboard) or ``fillNumber`` (the keypad).

    ``written``: what is typed, in groups; ``rest``: the pattern of what is still to come; ``typed``
    counts the characters. ``groups``: the same in places of their own. What is ``unspoken`` is
    shown and never read out. Of a number that ``asks_for_corsica`` two more keys speak, to be used
    where it ``may_be_corsican``.
    """

    kind: str
    title: str
    hint: str
    entry: Entry = field(metadata={NOT_SHOWN: True})
    written: str
    rest: str
    groups: tuple[TypedGroupView, ...]
    typed: int
    unspoken: bool
    can_submit: bool
    message: str
    keys: tuple[str, ...]
    asks_for_corsica: bool
    may_be_corsican: bool
    drawing: str


@dataclass(frozen=True, slots=True, repr=False)
class ChooseScreen(Private):
    """``subject``: the ground on which pictures stand."""

    kind: ClassVar[str] = "choose"
    question: str
    options: tuple[OptionView, ...]
    drawing: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ConfirmScreen(Private):
    """``paper`` names the paper that will be printed and ``paper_for`` whom it is about; both are
    empty where none is. ``tray_side`` is where it comes out, ``tray`` that in words."""

    kind: ClassVar[str] = "confirm"
    question: str
    line: str
    facts: tuple[FactView, ...]
    button: str
    drawing: str
    can_reveal: bool
    change: str
    paper: str = ""
    paper_for: str = ""
    tray: str = ""
    tray_side: str = "right"


@dataclass(frozen=True, slots=True, repr=False)
class WorkingScreen(Private):
    """``badge``: a word that something is in the way, and ``patience`` what whoever has called an
    agent may do meanwhile; both are empty while all goes well."""

    kind: ClassVar[str] = "working"
    title: str
    lines: tuple[str, ...]
    drawing: str = "document"
    badge: str = ""
    patience: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ShowScreen(Private):
    """``kind`` is ``show``, ``problem`` or ``paper``: the same content in another tone. A paper
    comes out at the ``tray_side``. ``cells``: the dark ones of a QR code in place of the drawing,
    as a path (SVG) on a square of so many cells."""

    kind: str
    title: str
    lines: tuple[str, ...]
    facts: tuple[FactView, ...]
    ways: tuple[OptionView, ...]
    drawing: str
    badge: str
    can_reveal: bool
    tray_side: str = ""
    cells: str = ""
    cells_across: int = 0

    @property
    def tone(self) -> str:
        return "plain" if self.kind == "show" else self.kind


@dataclass(frozen=True, slots=True, repr=False)
class RecordedScreen(Private):
    """What was recorded: ``reference`` names it, under the word ``reference_label``. ``finish``
    ends the visit; it is empty where something else is still to come. The first of the ``lines``
    says what is left to do, the last is about the receipt, of which there is a ``drawing``; a sheet
    is at the ``tray_side``. ``to_note``: nothing on paper bears the reference."""

    kind: ClassVar[str] = "recorded"
    title: str
    reference_label: str
    reference: str
    lines: tuple[str, ...]
    facts: tuple[FactView, ...]
    ways: tuple[OptionView, ...]
    drawing: str
    badge: str
    finish: str = ""
    to_note: bool = False
    tray_side: str = ""


@dataclass(frozen=True, slots=True)
class TakeCardScreen:
    """``thanks``: the card is that of somebody who was served, not one refused or too early."""

    kind: ClassVar[str] = "takeCard"
    thanks: bool


@dataclass(frozen=True, slots=True)
class IdleScreen:
    kind: ClassVar[str] = "idle"
    seconds: int
    total: int


Screen = (
    BootingScreen
    | OutOfServiceScreen
    | AttractScreen
    | ReadingScreen
    | WrongCardScreen
    | HomeScreen
    | GroupScreen
    | CodeScreen
    | FillScreen
    | ChooseScreen
    | ConfirmScreen
    | WorkingScreen
    | ShowScreen
    | RecordedScreen
    | TakeCardScreen
    | IdleScreen
    | StaffMenuScreen
    | ToolScreen
    | CountingScreen
    | TouchTestScreen
)


@dataclass(frozen=True, slots=True, repr=False)
class Frame(Private):
    """One whole picture: the screen, and what stands around it."""

    screen: Screen
    header: HeaderView
    banner: str
    can_go_back: bool
    can_end: bool
    help: HelpView
