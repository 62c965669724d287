"""Three real processes on simulated devices, and a person in a hurry in front of them."""

import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from devdock.cards.people import people
from devdock.demo_environment import DemoEnvironment
from devdock.remote import Remote
from tests.waiting import eventually

CARD, CODE = "aicha-diallo", "471963"
PATIENCE_S = 8.0
"""No citizen looks at a screen that does nothing for longer."""
FINGER_S = 0.6


class Hurried(Remote):
    """A finger for which the half second between two touches is skipped."""

    def press(self, name: str) -> None:
        self.expect_control(name)
        self.do("skip", seconds=FINGER_S)
        self.do("press", name=name)

    def type_code(self, code: str) -> None:
        # Keys go by the true time: the window takes none so soon after another control's.
        time.sleep(FINGER_S)
        super().type_code(code)


@dataclass
class Kiosk:
    """Three real processes, their devices simulated: only processes are in trouble here."""

    world: DemoEnvironment
    hand: Hurried

    def insert(self) -> None:
        self.hand.do("insert", card=CARD)
        self.hand.expect_screen("home")

    def leave(self) -> None:
        """The card comes out, and the screen is as before."""
        self.hand.do("remove")
        self.hand.expect_screen("attract")

    def kill(self, name: str) -> None:
        self.world.stop(name, signal.SIGKILL)

    def start(self, name: str) -> None:
        self.world.restart(name)

    def says(self, text: str) -> bool:
        return any(text in each.replace("\u00a0", " ") for each in self.hand.do("texts"))

    def sees_the_link(self, there: bool) -> None:
        eventually(lambda: self.says("Le réseau est coupé") is not there)

    def code(self) -> None:
        self.hand.expect_screen("code")
        self.hand.type_code(CODE)
        self.hand.press("Valider")

    def meets(self, words: str, what: Callable[[], None]) -> None:
        """``what`` the person does ends in time on the calm screen with these words."""
        what()
        began = time.monotonic()
        self.hand.expect_screen("problem", PATIENCE_S)
        assert time.monotonic() - began < PATIENCE_S
        assert self.says(words), self.hand.do("texts")

    def whole_visit(self) -> None:
        """From card to paper, which tells that nothing of the trouble is left."""
        before = self.papers()
        self.sees_the_link(there=True)
        self.insert()
        self.hand.press("Attestation de droits")
        self.code()
        self.hand.press("Attestation complète")
        self.hand.press("Oui, imprimer")
        self.hand.expect_screen("paper")
        assert self.papers() == before + 1
        self.hand.press("J’ai mon papier, continuer")
        self.hand.expect_screen("home")
        self.leave()

    def papers(self) -> int:
        return len(list(self.world.paper.glob("*.pdf")))


def named(texts: list[str]) -> list[str]:
    """What of the planted person stands in these texts."""
    holder = people()[CARD].holder
    secrets = [holder.nir.value, holder.nir.spaced, holder.family_name, holder.given_name]
    everything = "\n".join(texts)
    found = [secret for secret in secrets if secret in everything]
    # A code is short: only one that stands by itself is a code, not digits of a time or an id.
    return found + re.findall(rf"(?<![0-9A-Za-z.-]){CODE}(?![0-9A-Za-z-])", everything)
