"""The order of European cards: by whom it is understood, and how much of a family goes in it."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.central.kiosks import DEMANDE, Queue
from tests.demandes import APPLICANT
from tests.demandes.ceam import PEOPLE
from wire.demandes.ceam import MOST_PEOPLE, CeamOrder, CeamPerson
from wire.sync import MAX_SEALED_BYTES

MYSELF = CeamPerson(APPLICANT.family_name or "", APPLICANT.given_name or "", APPLICANT.birth_date)
KEY = X25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()


def test_for_oneself_it_is_what_an_older_central_knows() -> None:
    order = CeamOrder(APPLICANT)
    assert order.version == 1
    assert "people" not in DEMANDE.plain(order)


def test_what_an_older_kiosk_sends_is_read_as_for_oneself() -> None:
    order = DEMANDE.of_plain({"kind": "ceam", "applicant": APPLICANT})
    assert order == CeamOrder(APPLICANT)


def test_with_a_child_it_needs_a_central_that_knows_people() -> None:
    assert CeamOrder(APPLICANT, (CeamPerson("MARTIN", "Zoé", "20160301"),)).version == 2


def test_of_oneself_and_a_child_the_part_of_oneself_is_the_same_as_alone() -> None:
    child = CeamPerson("MARTIN", "Zoé", "20160301")
    mine, childs = CeamOrder(APPLICANT, (MYSELF, child)).parts
    assert mine == CeamOrder(APPLICANT)
    assert mine.whom == (APPLICANT.nir.value, APPLICANT.birth_date)
    assert childs == CeamOrder(APPLICANT, (child,))
    assert childs.whom == ("martin", "zoé", "20160301", "1")


def test_an_order_for_one_is_its_own_part() -> None:
    for order in (CeamOrder(APPLICANT), CeamOrder(APPLICANT, (CeamPerson("M", "Z", "20160301"),))):
        assert order.parts == (order,)


def test_a_whole_card_of_people_with_usual_names_fits() -> None:
    children = tuple(
        CeamPerson("BENALI", f"Ismaël{rank}", "20210422") for rank in range(1, MOST_PEOPLE)
    )
    assert CeamOrder(APPLICANT, (MYSELF, *children)).fits


def test_more_people_than_a_card_names_do_not_fit() -> None:
    children = (CeamPerson("M", "Z", "20160301"),) * (MOST_PEOPLE + 1)
    assert not CeamOrder(APPLICANT, children).fits


@given(people=st.lists(PEOPLE, min_size=1, max_size=MOST_PEOPLE).map(tuple))
def test_whatever_fits_can_be_sealed(people: tuple[CeamPerson, ...]) -> None:
    order = CeamOrder(APPLICANT, people)
    item = Queue(public=KEY).item(order)
    if order.fits:
        assert len(item.sealed) <= MAX_SEALED_BYTES


def test_the_longest_that_fits_is_nearly_as_long_as_can_be_sealed() -> None:
    """Else families would be turned away for nothing."""
    order = CeamOrder(APPLICANT, (CeamPerson("É" * 80, "É" * 80, "20160301", 2),) * 4)
    while order.fits:
        grown = CeamOrder(APPLICANT, (*(order.people or ()), CeamPerson("M", "Z", "20160301")))
        if not grown.fits:
            break
        order = grown
    assert len(Queue(public=KEY).item(order).sealed) > MAX_SEALED_BYTES - 250
