"""Having signed what was changed just now, and giving it to its kiosks: as far as the signer
answers. What it does not sign today, `central fleet config renew` has signed tomorrow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import structlog

from central.dashboard.access.container import Access
from central.dashboard.container import DashboardContainer
from central.fleet.configuration.giving import give_signed, signed_for
from central.fleet.configuration.signer import AT_ONCE
from central.fleet.configuration.signer_socket import SignerUnavailable
from central.store.database import STORE_FAILS

_log = structlog.get_logger("central")


async def sign_and_give(
    container: DashboardContainer, access: Access, kiosks: Sequence[str], *, give: bool = True
) -> None:
    """Some kiosks at a time: those are to have it though the others fail. Raises
    SignerUnavailable."""
    if container.signer is None:
        return
    for first in range(0, len(kiosks), AT_ONCE):
        done = await container.signer.sign(kiosks[first : first + AT_ONCE])
        if give and signed_for(done):
            await access.in_thread(partial(give_signed, access.engine, access.clock, done))


async def try_sign_and_give(
    container: DashboardContainer, access: Access, kiosks: Sequence[str], *, give: bool = True
) -> None:
    with _as_far_as_it_goes():
        await sign_and_give(container, access, kiosks, give=give)


async def try_sign_commands(container: DashboardContainer, access: Access) -> None:
    with _as_far_as_it_goes():
        if container.signer is not None:
            await container.signer.sign_commands(access.engine, access.clock)


@contextmanager
def _as_far_as_it_goes() -> Iterator[None]:
    """Behind a page that was answered: whoever looks again sees how far it came."""
    try:
        yield
    except SignerUnavailable:
        _log.error("signer_unavailable")
    except STORE_FAILS as error:
        _log.error("store_unavailable", kind=type(error).__name__)
