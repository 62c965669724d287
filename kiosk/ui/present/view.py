"""What the screen adds to the session: the person's settings, the time, what is open."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kiosk.domain.entry import Mistake
from kiosk.domain.place import Place
from kiosk.domain.services import Registry
from shared_runtime.messages.catalogue import Translations
from shared_runtime.private import Private


class Help(Enum):
    """What the help panel answers."""

    AGENT = "agent"


@dataclass(frozen=True, slots=True, repr=False)
class View(Private):
    """``now`` is local time; ``since`` when the present screen came, local time too.

    ``typed`` characters of a code, of which the last, ``glimpse``, may be seen at this moment where
    the person ``shows_typed``; ``letters``: on the keyboard. ``text`` is typed and has this
    ``mistake``, if any is known yet. ``revealed``: hidden facts show; ``idle_seconds`` are left.
    ``subjects_alone``: the home screen shows all subjects and nothing else.
    ``served``: whoever was here last had come as far as being known.
    """

    registry: Registry
    place: Place
    translations: Translations
    now: datetime
    since: datetime
    keys: tuple[str, ...]
    typed: int = 0
    glimpse: str = ""
    shows_typed: bool = False
    letters: bool = False
    text: str = ""
    mistake: Mistake | None = None
    revealed: bool = False
    help: Help | None = None
    idle_seconds: int = 0
    served: bool = False
    subjects_alone: bool = False
