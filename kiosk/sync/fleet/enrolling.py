"""An enrolment under way: the code that staff typed, and the wait until the caisse has agreed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

import structlog

from kiosk.sync.fleet.enrolment import EnrolmentClient, NotCertified, code_as_typed
from kiosk.sync.fleet.identity import keep, pending_folder
from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.tpm import Tpm, TpmError
from wire.enrolment import Enrolled, EnrolmentPending, EnrolmentRefused

ENROL_AGAIN_S = 5.0
_WORDS = {
    NotCertified.UNKNOWN: "code-unknown",
    NotCertified.NOT_OFFERED: "not-offered",
    NotCertified.LATER: "central-away",
}

log = structlog.get_logger(__name__)


async def _pause() -> None:
    await asyncio.sleep(ENROL_AGAIN_S)


@dataclass(slots=True)
class Enrolling:
    """Used from the one event loop; another code takes the place of the one before. ``agreed``:
    told once central's answer lies in the pending folder, for whoever takes it on. ``pending``: the
    word that somebody at the caisse is to compare."""

    state: Path
    tpm: Tpm | None
    client: EnrolmentClient
    agreed: Callable[[], Awaitable[None]]
    pause: Callable[[], Awaitable[None]] = _pause
    pending: str | None = None
    _waiting: "asyncio.Task[None] | None" = field(default=None, init=False)

    async def begin(self, code: str) -> str | None:
        """None where central has the code and waits for somebody, or has agreed at once; else why
        not, in a stable word."""
        self.stop()
        code = code_as_typed(code)
        try:
            key = await asyncio.to_thread(KioskKey, pending_folder(self.state), self.tpm)
        except (TpmError, OSError, ValueError) as error:
            log.error("enrolment_failed", error=type(error).__name__)
            return "no-key"
        try:
            found = await self.client.enrol(code, key.signing_request())
        except ValueError:  # what was typed is no code: it is not sent
            return "code-unknown"
        match found:
            case Enrolled():
                await self._keep(found)
            case EnrolmentPending():
                self.pending = key.check
                self._waiting = asyncio.create_task(self._wait(code, key.signing_request()))
            case EnrolmentRefused():
                return "refused"
            case NotCertified():
                return _WORDS[found]
            case _:
                assert_never(found)
        return None

    def stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting, self.pending = None, None

    async def _wait(self, code: str, signing_request: bytes) -> None:
        while True:
            await self.pause()
            match await self.client.enrol(code, signing_request):
                case Enrolled() as enrolled:
                    await self._keep(enrolled)
                    break
                case EnrolmentRefused() | NotCertified.UNKNOWN | NotCertified.NOT_OFFERED:
                    log.warning("enrolment_refused")
                    break
                case EnrolmentPending() | NotCertified.LATER:
                    pass
        self.pending = None

    async def _keep(self, enrolled: Enrolled) -> None:
        try:
            await asyncio.to_thread(keep, pending_folder(self.state), enrolled)
        except (OSError, ValueError) as error:
            log.error("enrolment_failed", error=type(error).__name__)
            return
        await self.agreed()
