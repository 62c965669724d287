"""``python -m benchmarks.kiosk_at_home CONFIG``: kiosk-ui as ``kiosk run``, with a card put in.

The card goes into the simulated reader as soon as there is one, so that the home screen comes up by
itself: card in, debounce, reading and all.
"""

import sys
from pathlib import Path

from benchmarks.home_page import CARD
from devdock.cards.people import cards
from kiosk.app.main import Kiosk, run
from kiosk.hardware.sim.card.reader import SimCardReader


def _put_card(kiosk: Kiosk) -> None:
    reader = kiosk.devices.reader
    assert isinstance(reader, SimCardReader)
    reader.insert(cards()[CARD].profile)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), attend=_put_card))
