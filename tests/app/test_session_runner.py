"""The conductor: events in order, every change shown, every effect performed, every move logged."""

from uuid import UUID

from kiosk.app.session_runner import SessionRunner
from kiosk.domain.card import CardRead
from kiosk.domain.cues import Cue
from kiosk.domain.effects import Arm, EndSession
from kiosk.domain.events import CardAnswered, CardArrived, CardLeft, FaultCleared
from kiosk.domain.faults import Fault
from kiosk.domain.ids import SessionId
from kiosk.domain.states import Attract, Home
from kiosk.services.registry import registry
from tests.people import CAMILLE

SESSION = SessionId(UUID(int=1))
READ = CardAnswered(SESSION, CardRead((CAMILLE,)))


class Stage:
    """A conductor with what it showed, performed and recorded; ``react`` may post from effects."""

    def __init__(self):
        self.shown, self.performed, self.lines = [], [], []
        self.sounds = []
        self.react = None
        self.runner = SessionRunner(
            registry({}), self, self.shown.append, self.lines.append, self.sounds.append
        )
        self.runner.begin()
        self.runner.handle(FaultCleared(Fault.READER_ABSENT))

    def perform(self, effect):
        self.performed.append(effect)
        if self.react is not None:
            self.react(effect)


def test_a_visit_moves_shows_and_ends():
    stage = Stage()
    for event in (CardArrived(SESSION), READ, CardLeft()):
        stage.runner.handle(event)
    assert [type(kiosk.state) for kiosk in stage.shown[-2:]] == [Home, Attract]
    assert EndSession(SESSION) in stage.performed


def test_an_event_posted_by_an_effect_waits_its_turn():
    def pull_out_at_home(effect):
        kiosk = stage.runner.kiosk
        if isinstance(effect, Arm) and isinstance(kiosk.state, Home):
            stage.runner.handle(CardLeft())
            assert stage.runner.kiosk is kiosk

    stage = Stage()
    stage.react = pull_out_at_home
    stage.runner.handle(CardArrived(SESSION))
    stage.runner.handle(READ)
    assert isinstance(stage.runner.kiosk.state, Attract)


def test_log_lines_name_moves_and_nobody():
    stage = Stage()
    for event in (CardArrived(SESSION), READ, CardLeft()):
        stage.runner.handle(event)
    text = repr(stage.lines)
    assert "'Home'" in text
    assert str(SESSION) in text
    for secret in (CAMILLE.nir.value, CAMILLE.family_name, CAMILLE.given_name):
        assert secret not in text


def test_what_is_to_be_heard_is_played_once_in_order():
    stage = Stage()
    assert stage.sounds == []
    for event in (CardArrived(SESSION), READ, READ, CardLeft()):
        stage.runner.handle(event)
    assert stage.sounds == [Cue.CARD_ACCEPTED]
