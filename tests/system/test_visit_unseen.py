"""Whole visits by somebody who sees nothing: they are heard, and a screen reader presses."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from devdock.demo_environment import DemoEnvironment, Setup
from devdock.journey import CARD, CODE
from devdock.remote import FINGER_S, SAME_KEY_S, Remote
from tests.system.accessible_desk import MISSING, accessible_desk
from tests.system.caisse import CHEAP_HASHES
from tests.system.screen_reader import ScreenReader, Seen
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

WITHIN_S = 60.0


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

    def types(self, digits: str) -> None:
        time.sleep(FINGER_S)
        for before, digit in zip(f" {digits}", digits, strict=False):
            if digit == before:
                time.sleep(SAME_KEY_S)
            self.reader.press(self._control(digit))

    def finds(self, text: str) -> None:
        """Goes over what is on the screen until it comes to ``text``."""
        eventually(lambda: any(text in name for name in self._names()), WITHIN_S)

    def _names(self) -> list[str]:
        found = self.reader.tree().walk()
        return [seen.name.replace("\N{NO-BREAK SPACE}", " ") for seen in found]

    def _control(self, name: str) -> Seen:
        (found,) = [
            seen
            for seen in self.reader.tree().walk()
            if seen.role == "push button" and f"{seen.name},".startswith(f"{name},")
        ]
        return found


@pytest.fixture(scope="module")
def visit(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Visitor, Remote, DemoEnvironment]]:
    with accessible_desk() as desk, ScreenReader(desk.bus) as reader:
        folder = tmp_path_factory.mktemp("unseen")
        world = DemoEnvironment(Setup(folder, central=CHEAP_HASHES, environment=desk.environment))
        try:
            world.start()
            visitor = Visitor(reader)
            visitor.hears("Insérez votre carte")
            yield visitor, Remote(world.ui_socket), world
        finally:
            world.close()


def test_from_card_to_paper_without_looking(visit: tuple[Visitor, Remote, DemoEnvironment]) -> None:
    visitor, hand, world = visit
    hand.do("insert", card=CARD, fault=None)
    visitor.hears("Que souhaitez-vous faire")
    visitor.presses("Attestation de droits")
    visitor.hears("Tapez votre code")
    visitor.types(CODE)
    visitor.hears("4 caractères")
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


def test_a_lost_card_is_reported_without_looking(
    visit: tuple[Visitor, Remote, DemoEnvironment],
) -> None:
    visitor, _, _ = visit
    visitor.presses("Je n’ai pas ma carte")
    visitor.hears("Sans carte")
    visitor.presses("Carte Vitale")
    visitor.hears("Que faire pour votre carte")
    visitor.presses("Carte perdue ou volée")
    visitor.hears("Votre carte est perdue ou volée")
    visitor.presses("Continuer")
    visitor.hears("Que s’est-il passé")
    visitor.presses("J’ai perdu ma carte")
    visitor.hears("Quand est-ce arrivé")
    visitor.types("20112026")
    visitor.presses("Valider")
    visitor.hears("Votre numéro de sécurité sociale")
    visitor.types("1850375999001")
    visitor.hears("13 caractères tapés")
    visitor.presses("Valider")
    visitor.hears("Quelle est votre date de naissance")
    visitor.types("12031985")
    visitor.presses("Valider")
    visitor.hears("Demander le blocage de votre carte")
    visitor.presses("Oui, demander")
    visitor.hears("Votre demande est enregistrée")
    visitor.finds("Référence : 2 0 2 6")
    visitor.presses("Faire autre chose")
    visitor.hears("Sans carte")
    visitor.presses("Terminer")
    visitor.hears("Insérez votre carte")
