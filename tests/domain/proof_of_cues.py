"""What must hold of the sounds over every sequence of events."""

from dataclasses import dataclass, field

from kiosk.domain.cues import cue
from kiosk.domain.events import AlarmRang, PaperBlocked
from kiosk.domain.states import Attract, Booting, OutOfService, Reading
from tests.domain.move import Move

NOBODY_TO_HEAR = Attract | Booting | OutOfService | Reading


@dataclass
class HeardOnceBySomebody:
    """Nothing is heard where nobody is; a turn is heard once. Only the reminder of a forgotten
    card, and a printer that stops anew, are heard again."""

    heard: set[int] = field(default_factory=set)

    def look(self, move: Move) -> None:
        if cue(move.registry, move.before, move.event, move.after) is None:
            return
        assert move.moved, "a sound of what changed nothing"
        assert not isinstance(move.after.state, NOBODY_TO_HEAR), "a sound for nobody"
        if not isinstance(move.event, AlarmRang | PaperBlocked):
            assert move.after.turn not in self.heard, "two sounds in one turn"
        self.heard.add(move.after.turn)
