"""The day a flow is told: fixed when its conversation begins, the same for each of its replays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.entries.days import past_day
from kiosk.domain.events import LinkChanged
from kiosk.domain.faults import Link
from kiosk.domain.flow import Choose
from kiosk.domain.here import Here
from kiosk.domain.ids import ServiceId
from kiosk.domain.outcomes import Cause, SessionLost, Unreachable
from kiosk.domain.services import Demarche, Group, Level, Registry
from kiosk.services.dialog import fill, option, read
from kiosk.services.log_in import log_in, log_in_if_wanted
from shared_runtime.messages.message import message
from tests.demarches import BY_POST
from tests.domain.kiosk import TODAY, Kiosk
from tests.domain.people import ALONE_CARD, ALONE_RIGHTS
from tests.services.visits import PLACE, at_home
from wire.calls.rights import RIGHTS
from wire.citizen import AccountState, CodeAccepted, SessionOpened

DIARY, CODED, INSTEAD = ServiceId("diary"), ServiceId("coded"), ServiceId("instead")
FALL = ServiceId("fall")
TOMORROW = TODAY + timedelta(days=1)
TOLD: list[Here] = []


async def diary(here: Here, _: object) -> None:
    """Each of its pages bears the day, so that another day would be another page."""
    TOLD.append(here)
    for number in range(3):
        await page(here.today, number)


async def coded(here: Here, _: object) -> None:
    await page(here.today, 0)
    await read("working.rights", RIGHTS, None)
    await page(here.today, 1)


async def fall(here: Here, _: object) -> None:
    for key in ("fell", "rose"):
        await fill(key, past_day(here.today, range(1998, 2101)))
    await page(here.today, 0)


def page(today: date | None, number: int) -> Choose[int]:
    options = (option("on", 1), option("off", 0))
    return Choose(message("page", day=str(today), number=number), options)


def day_shown(visit: Kiosk) -> str:
    assert isinstance(visit.position, Choose), visit.key
    return str(dict(visit.position.question.args)["day"])


@pytest.fixture
def visit() -> Kiosk:
    services = (
        Demarche(DIARY, Group.INFORMATION, Level.CARD, diary),
        Demarche(CODED, Group.CARD, Level.CODE, coded, needs_central=True, instead=INSTEAD),
        Demarche(FALL, Group.REQUESTS, Level.CARD, fall),
        Demarche(INSTEAD, Group.CARD, Level.CARD, diary),
    )
    kiosk = Kiosk(Registry({s.id: s for s in services}, log_in, log_in_if_wanted, PLACE))
    kiosk.inserts(ALONE_CARD)
    return kiosk


def test_midnight_passes_and_the_conversation_goes_on_with_its_day(visit: Kiosk) -> None:
    visit.opens_service(DIARY)
    visit.picks("on")
    visit.today = TOMORROW
    visit.picks("on")
    assert (visit.in_service.today, day_shown(visit)) == (TODAY, str(TODAY))
    visit.goes_back()
    assert day_shown(visit) == str(TODAY)


def test_what_begins_after_midnight_has_the_new_day(visit: Kiosk) -> None:
    visit.opens_service(DIARY)
    visit.today = TOMORROW
    visit.goes_back()
    assert visit.state == "Home"
    visit.opens_service(DIARY)
    assert day_shown(visit) == str(TOMORROW)


def test_a_group_of_one_service_begins_it_on_the_day_of_the_touch(visit: Kiosk) -> None:
    visit.today = TOMORROW
    visit.opens(Group.INFORMATION)
    assert day_shown(visit) == str(TOMORROW)


def test_a_flow_is_told_where_it_is_too(visit: Kiosk) -> None:
    TOLD.clear()
    visit.opens_service(DIARY)
    visit.picks("on")
    assert set(map(str, TOLD)) == {str(Here(PLACE, TODAY))}


@pytest.mark.parametrize("link", Link)
def test_no_day_is_told_by_a_clock_that_is_known_to_be_wrong(visit: Kiosk, link: Link) -> None:
    visit.feed(LinkChanged(link))
    visit.opens_service(DIARY)
    assert visit.in_service.today == (None if link is Link.CLOCK_WRONG else TODAY)


@pytest.mark.parametrize(
    ("first", "then", "day"),
    [(Link.ONLINE, Link.CLOCK_WRONG, TODAY), (Link.CLOCK_WRONG, Link.ONLINE, None)],
)
def test_a_clock_found_wrong_or_set_right_meanwhile_changes_no_conversation(
    visit: Kiosk, first: Link, then: Link, day: date | None
) -> None:
    visit.feed(LinkChanged(first))
    visit.opens_service(DIARY)
    visit.feed(LinkChanged(then))
    visit.picks("on")
    assert day_shown(visit) == str(day)


def logs_in(visit: Kiosk) -> None:
    visit.performs(SessionOpened(AccountState.ACTIF, None))
    visit.types("84261937")
    visit.performs(CodeAccepted())


def test_a_login_before_and_in_the_middle_moves_no_day(visit: Kiosk) -> None:
    visit.opens_service(CODED)
    visit.today = TOMORROW
    logs_in(visit)
    assert day_shown(visit) == str(TODAY)
    visit.picks("on")
    visit.performs(SessionLost())
    logs_in(visit)
    visit.performs(ALONE_RIGHTS)
    assert day_shown(visit) == str(TODAY)


def test_what_stands_in_for_a_service_has_the_day_of_that_service(visit: Kiosk) -> None:
    visit.opens_service(CODED)
    visit.today = TOMORROW
    visit.performs(Unreachable(Cause.NETWORK))
    visit.picks("way.otherwise")
    assert visit.in_service.service == INSTEAD
    assert day_shown(visit) == str(TODAY)


@given(st.dates())
def test_the_day_of_the_touch_is_the_day_of_the_flow(day: date) -> None:
    visit = at_home()
    visit.today = day
    visit.feed(LinkChanged(Link.OFFLINE))
    visit.opens_service(BY_POST)
    assert visit.in_service.today == day


def typed(day: date) -> str:
    return f"{day:%d%m%Y}"


def test_a_flow_takes_no_day_still_to_come_though_midnight_passes_meanwhile(visit: Kiosk) -> None:
    visit.opens_service(FALL)
    visit.fills(typed(TOMORROW))
    assert visit.key == "fell"
    visit.fills(typed(TODAY))
    visit.today = TOMORROW
    visit.fills(typed(TOMORROW))
    assert visit.key == "rose"
    visit.goes_back()
    visit.fills(typed(TODAY), typed(TODAY))
    assert visit.key == "page"


def test_by_a_wrong_clock_no_day_is_refused(visit: Kiosk) -> None:
    visit.feed(LinkChanged(Link.CLOCK_WRONG))
    visit.opens_service(FALL)
    visit.fills(typed(TOMORROW), typed(date(2100, 12, 31)))
    assert visit.key == "page"
