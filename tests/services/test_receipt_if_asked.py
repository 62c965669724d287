"""A request that paper may betray: its receipt is printed for whoever asks for it, and else not."""

import pytest

from kiosk.domain.actions import HandOver
from tests.domain.kiosk import Kiosk, labels
from tests.services.test_requests import lines
from tests.services.visits import RECORDED, STRIP, hand_overs, reporting_damage
from wire.demandes.card_damaged import CardDamaged


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Kiosk:
    monkeypatch.setattr(CardDamaged, "receipt_only_if_asked", True)
    visit = reporting_damage()
    visit.performs(RECORDED)
    return visit


def test_nothing_is_printed_and_the_reference_is_shown(visit: Kiosk) -> None:
    assert visit.key == "recorded.title"
    assert lines(visit)[-1] == "recorded.receipt.offered"
    assert labels(visit.position) == ("way.on",)
    visit.picks("way.on")
    visit.picks("recorded.print.no")
    assert visit.state == "Home"
    assert hand_overs(visit) == []


def test_whoever_asks_for_it_gets_it_once(visit: Kiosk) -> None:
    visit.picks("way.on")
    visit.picks("recorded.print.yes")
    assert isinstance(visit.position, HandOver)
    visit.performs(STRIP)
    assert lines(visit)[-1] == "recorded.receipt"
    assert labels(visit.position) == ("recorded.other_thing",)
    assert len(hand_overs(visit)) == 1


def test_whoever_takes_the_card_may_still_note_the_reference(visit: Kiosk) -> None:
    visit.pulls_out()
    assert visit.key == "recorded.title"
