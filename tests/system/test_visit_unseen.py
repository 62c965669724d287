"""A whole visit by somebody who sees nothing: it is heard, and a screen reader presses."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from devdock.journey import CARD, CODE
from devdock.remote import FINGER_S, Remote
from devdock.world import Setup, World
from tests.system.accessible_desk import MISSING, accessible_desk
from tests.system.caisse import CHEAP_HASHES
from tests.system.screen_reader import ScreenReader, Seen
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

WITHIN_S = 20.0


@dataclass
class Visitor:
    """Knows only what has been said, and presses only what has a name."""

    reader: ScreenReader
    said: list[str] = field(default_factory=list)

    def hears(self, text: str) -> None:
        eventually(lambda: any(text in sentence for sentence in self._listen()), WITHIN_S)
        self.said.clear()

    def _listen(self) -> list[str]:
        heard = self.reader.heard()
        said = (str(each.value) for each in heard if each.kind == "Announcement")
        self.said += [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in said]
        return self.said

    def presses(self, name: str) -> None:
        """Not sooner than a hand that has just pressed something else."""
        time.sleep(FINGER_S)
        self.reader.press(self._control(name))

    def types(self, code: str) -> None:
        time.sleep(FINGER_S)
        for digit in code:
            self.reader.press(self._control(digit))

    def _control(self, name: str) -> Seen:
        (found,) = [
            seen
            for seen in self.reader.tree().walk()
            if seen.role == "push button" and f"{seen.name},".startswith(f"{name},")
        ]
        return found


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[tuple[Visitor, Remote, World]]:
    with accessible_desk() as desk, ScreenReader(desk.bus) as reader:
        world = World(Setup(tmp_path, central=CHEAP_HASHES, environment=desk.environment))
        try:
            world.start()
            yield Visitor(reader), Remote(world.hand_socket), world
        finally:
            world.close()


def test_from_card_to_paper_without_looking(visit: tuple[Visitor, Remote, World]) -> None:
    visitor, hand, world = visit
    visitor.hears("Insérez votre carte")
    hand.do("insert", card=CARD, fault=None)
    visitor.hears("Que souhaitez-vous faire")
    visitor.presses("Mes attestations")
    visitor.hears("Tapez votre code")
    visitor.types(CODE)
    visitor.hears("4 chiffres tapés")
    visitor.presses("Valider")
    visitor.hears("Pour qui")
    visitor.presses("Pour moi")
    visitor.hears("Quelle attestation")
    visitor.presses("Attestation complète")
    visitor.hears("Imprimer cette attestation")
    visitor.presses("Oui, imprimer")
    visitor.hears("Prenez votre attestation")
    assert len(list(world.paper.glob("*.pdf"))) == 1
    visitor.presses("J’ai mon papier")
    visitor.hears("Que souhaitez-vous faire")
    visitor.presses("Terminer")
    visitor.hears("Reprenez votre carte")
    assert hand.do("state")["sounds"] == ["card_accepted", "paper_ready", "take_card"]
    hand.do("remove")
    visitor.hears("Insérez votre carte")
