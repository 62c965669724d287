"""Answers to the question for European cards: one may be ordered, or nothing is told."""

from collections.abc import Sequence

from kiosk.domain.identity import Holder
from wire.calls.ceam import CeamCard, CeamCards


def answers(_: Holder) -> Sequence[CeamCards]:
    return (CeamCards((CeamCard("b0", allowed=True),)), CeamCards(()))
