"""What a flow reads and can do without: nobody logs in for it."""

from kiosk.domain.actions import Read
from kiosk.domain.flow import Show
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.outcomes import SessionLost
from kiosk.domain.services import Demarche, Group, Level, LoggedIn, Registry
from kiosk.services.dialog import page, read
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD
from wire.calls.rights import RIGHTS

SERVICE = ServiceId("reads")


def visit(*, optional: bool) -> Kiosk:
    async def flow(_: Here, __: Insured) -> None:
        match await read("working.rights", RIGHTS, None, optional=optional):
            case SessionLost():
                await page("without", last=True)
            case _:
                await page("with", last=True)

    async def log_in(*_: object) -> LoggedIn:
        await page("logs in", last=True)
        return LoggedIn.YES

    service = Demarche(SERVICE, Group.REQUESTS, Level.CARD, flow)
    kiosk = Kiosk(Registry({SERVICE: service}, log_in, log_in))
    kiosk.inserts(ALONE_CARD)
    kiosk.opens_service(SERVICE)
    assert isinstance(kiosk.position, Read)
    kiosk.performs(SessionLost())
    assert isinstance(kiosk.position, Show)
    return kiosk


def test_what_is_optional_goes_on_without() -> None:
    assert visit(optional=True).key == "without"


def test_what_is_needed_logs_the_person_in_again() -> None:
    assert visit(optional=False).key == "logs in"
