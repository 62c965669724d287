"""A request from its confirmation on: recorded once, a receipt at most, the reference always."""

from collections.abc import Callable

import pytest

from kiosk.domain.flow import ShowRecorded
from kiosk.domain.outcomes import Cause, Refused, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, Medium, NotPrinted, PaperTrouble
from kiosk.domain.receipt import Receipt
from tests.domain.kiosk import NOW, Kiosk, labels
from tests.domain.outcomes import NOT_RECORDED, REFERENCE
from tests.domain.people import ALONE
from tests.domain.walk import texts_in
from tests.services.visits import (
    RECORDED,
    STRIP,
    SUBMITTING,
    asking_by_post,
    at_reference,
    hand_overs,
    moving,
    ordering_ceam,
    reporting_damage,
    reporting_loss,
    submits,
)
from wire.actions import ActionRecorded
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS

UNKNOWN = Unreachable(Cause.GATEWAY)
Stand = Callable[[], Kiosk]


def shown(visit: Kiosk) -> ShowRecorded[object]:
    assert isinstance(visit.position, ShowRecorded), visit.key
    return visit.position


def lines(visit: Kiosk) -> list[str]:
    return [line.key for line in shown(visit).lines]


@pytest.mark.parametrize("stand", SUBMITTING)
def test_from_the_confirmation_to_the_reference(stand: Stand) -> None:
    visit = stand()
    (submit,) = submits(visit)
    assert visit.key == "working.submit"
    visit.performs(RECORDED)
    (hand_over,) = hand_overs(visit)
    assert visit.key == "working.receipt"
    assert hand_over.go == submit.go
    assert hand_over.document == Receipt(
        REFERENCE,
        NOW,
        submit.demande.kind,
        submit.demande.follow_up(Assurance.CARD),
        online=True,
    )
    visit.performs(STRIP)
    assert visit.key == "recorded.title"
    assert {REFERENCE, "36 46"} <= set(texts_in(visit.position))
    visit.picks("recorded.other_thing")
    assert visit.state == "Home"
    assert len(submits(visit)) == len(hand_overs(visit)) == 1


@pytest.mark.parametrize("stand", SUBMITTING)
def test_neither_the_screen_nor_the_receipt_names_anybody(stand: Stand) -> None:
    visit = at_reference(stand)
    for thing in (visit.position, hand_overs(visit)[0].document):
        said = " ".join(texts_in(thing))
        assert ALONE.family_name not in said
        assert ALONE.nir.value[:13] not in said.replace(" ", "")


@pytest.mark.parametrize("stand", SUBMITTING)
def test_nobody_knows_whether_it_is_recorded_is_said_and_tried_again(stand: Stand) -> None:
    visit = stand()
    visit.performs(UNKNOWN)
    assert visit.key == "demande.unknown.title"
    assert labels(visit.position) == ("way.retry", "way.home")
    visit.picks("way.retry")
    visit.performs(RECORDED, STRIP)
    first, second = submits(visit)
    assert first == second, "the same request under the same ids"
    assert visit.key == "recorded.title"


def test_silence_of_the_queue_is_not_taken_for_a_no() -> None:
    visit = reporting_damage()
    assert visit.silence() == 8.0
    assert visit.key == "demande.unknown.title"
    visit.picks("way.home")
    assert visit.state == "Home"
    assert hand_overs(visit) == []


@pytest.mark.parametrize("refused", NOT_RECORDED)
def test_what_cannot_be_recorded_is_said_and_prints_nothing(refused: Refused) -> None:
    visit = reporting_damage()
    visit.performs(refused)
    assert visit.key == "demande.not_recorded.title"
    assert labels(visit.position) == ("way.home",)
    visit.picks("way.home")
    assert visit.state == "Home"
    assert hand_overs(visit) == []


@pytest.mark.parametrize(
    ("online", "line", "delay"), [(True, "sent_now", "delay"), (False, "sent_later", "delay_later")]
)
def test_says_whether_it_goes_now_or_later(online: bool, line: str, delay: str) -> None:
    visit = reporting_damage()
    visit.performs(ActionRecorded(REFERENCE, Assurance.CARD, online), STRIP)
    assert lines(visit)[0] == f"recorded.{line}"
    assert f"recorded.{delay}" in texts_in(visit.position)
    assert hand_overs(visit)[0].document.online is online


@pytest.mark.parametrize(
    ("stand", "assurance", "line"),
    [
        (asking_by_post, Assurance.CARD, "attestation_by_post"),
        (asking_by_post, Assurance.CODE, "attestation_by_post"),
        (reporting_damage, Assurance.CARD, "card_damaged"),
        (reporting_damage, Assurance.DECLARED, "declared"),
        (reporting_loss, Assurance.DECLARED, "card_opposition"),
        (moving, Assurance.CODE, "address_change"),
        (moving, Assurance.CARD, "address_change_to_confirm"),
        (moving, Assurance.DECLARED, "declared"),
        (ordering_ceam, Assurance.CARD, "ceam"),
    ],
)
def test_says_what_follows_by_what_is_known_of_who_asked(
    stand: Stand, assurance: Assurance, line: str
) -> None:
    visit = stand()
    visit.performs(ActionRecorded(REFERENCE, assurance, True), STRIP)
    assert lines(visit)[1] == f"recorded.next.{line}"


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (STRIP, "recorded.receipt"),
        (HandedOver(1, Medium.SHEET), "recorded.receipt.sheet"),
        (NotPrinted(PaperTrouble.PAPER_OUT), "recorded.receipt.none"),
        (MaybePrinted(), "recorded.receipt.perhaps"),
    ],
)
def test_says_whether_a_receipt_came_and_never_prints_it_again(outcome: object, line: str) -> None:
    visit = reporting_damage()
    visit.performs(RECORDED, outcome)
    assert lines(visit)[2] == line
    assert REFERENCE in texts_in(visit.position)
    assert labels(visit.position) == ("recorded.other_thing",)
    visit.picks("recorded.other_thing")
    assert len(hand_overs(visit)) == 1


@pytest.mark.parametrize(
    ("medium", "where"), [(Medium.STRIP, "sous l’écran"), (Medium.SHEET, "dans le bac")]
)
def test_says_where_the_receipt_comes_out(medium: Medium, where: str) -> None:
    visit = reporting_damage()
    visit.performs(RECORDED, HandedOver(1, medium))
    assert where in texts_in(visit.position)


def test_a_printer_that_never_answers_leaves_the_reference_on_the_screen() -> None:
    visit = reporting_damage()
    visit.performs(RECORDED)
    visit.silence()
    assert lines(visit)[2] == "recorded.receipt.perhaps"


@pytest.mark.parametrize("results", [(), (RECORDED,), (RECORDED, STRIP), (UNKNOWN,)])
def test_back_never_crosses_what_was_handed_in(results: tuple[object, ...]) -> None:
    visit = reporting_damage()
    visit.performs(*results)
    before = visit.now
    assert visit.goes_back() == ()
    assert visit.now is before


@pytest.mark.parametrize("stand", SUBMITTING)
def test_every_request_asks_for_who_stands_there(stand: Stand) -> None:
    visit = stand()
    (submit,) = submits(visit)
    applicant = submit.demande.applicant
    assert applicant.nir == ALONE.nir
    assert applicant.is_by_card == (visit.in_service.visit.insured is not None)


def test_every_kind_can_be_asked_for() -> None:
    kinds = {submits(stand())[0].demande.kind for stand in SUBMITTING}
    assert kinds == set(KINDS)
