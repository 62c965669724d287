"""What screens, and what stands around them, are made of: plain values in the person's language."""

from dataclasses import dataclass

from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class OptionView(Private):
    """``picture`` is a drawing, where that tells it from the other answers."""

    label: str
    detail: str = ""
    icon: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class TileView(Private):
    """``picture`` is a drawing, on the ground of its ``subject``. ``reason`` says why the tile is
    not ``enabled``, ``note`` what else is to be known of one that is."""

    label: str
    detail: str
    picture: str
    subject: str
    enabled: bool
    reason: str
    primary: bool
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class FactView(Private):
    """``secret``: there is more to ``value`` than is shown now; ``covered``: or was, until it was
    uncovered for a moment."""

    label: str
    value: str
    secret: bool = False
    covered: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class TypedGroupView(Private):
    """One of the groups of what is typed, in a place of its own; the next character goes to the one
    that is ``current``. ``length``: how many characters it has when it is whole."""

    label: str
    written: str
    length: int
    current: bool


@dataclass(frozen=True, slots=True, repr=False)
class ToolTileView(Private):
    """A tool of staff in their menu. ``tone`` is the state of what it looks after, with its
    ``icon`` and in a ``word``; all three are empty where it has none."""

    label: str
    detail: str
    picture: str
    tone: str = ""
    icon: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ToolRowView(Private):
    """A line of a tool's page. ``tone``, ``icon`` and ``word`` say a state, or are empty; ``when``:
    since when, and when it was last well; ``to_do``: how it is mended. ``opens``: it can be
    touched."""

    label: str
    value: str = ""
    detail: str = ""
    when: str = ""
    to_do: str = ""
    tone: str = ""
    icon: str = ""
    word: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class HeaderView(Private):
    """``greeting_name`` and ``masked_nir`` are empty where nobody should be named. ``staff``: the
    screen is theirs, and nobody is to take it for the public's."""

    caisse_name: str
    agency_line: str
    clock_text: str
    date_text: str
    greeting_name: str
    masked_nir: str
    staff: bool = False


@dataclass(frozen=True, slots=True)
class HelpView:
    open: bool
    title: str
    ways: tuple[OptionView, ...]
