"""The loop that keeps the kiosk's certificate young, and takes on an identity it has been given."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from kiosk.sync.fleet.enrolment import NotCertified
from kiosk.sync.fleet.identity import FOLDER, Identity, adopt_pending, identity_in, keep
from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.tpm import Tpm, TpmError, TpmFault
from shared_runtime.clock import Clock
from wire.enrolment import Enrolled

LOOK_EVERY_S = 5.0
"""How soon a kiosk that was just enrolled speaks for itself."""
RETRY_S = 60.0
"""Of what central did not answer; two thirds of a certificate's life are left then."""
RENEWED_WAIT_S = 3_600.0
"""A clock that is years ahead finds each certificate old."""
REFUSED_RETRY_S = 900.0
"""Somebody must do something first."""

log = structlog.get_logger(__name__)

Certify = Callable[[bytes], Awaitable[Enrolled | NotCertified]]
"""Gets a signing request to central."""


@dataclass(slots=True)
class Renewer:
    """``use`` is told each identity that is another than before, and how it is shown. A certificate
    is also renewed once at each start: however wrong this kiosk's clock was, it does not grow old
    unseen."""

    state: Path
    tpm: Tpm | None
    has_token: bool
    certify: Certify
    use: Callable[[Identity, ssl.SSLContext], None]
    clock: Clock
    chance: Callable[[], float]
    current: Identity | None = None
    _again_at: float = 0.0
    _is_fresh: bool = False
    _unopened: Enrolled | None = None

    async def begin(self) -> None:
        """Takes on what there is, before anything else of this process calls central."""
        await self._guarded(self._take_on)

    async def run(self) -> None:
        """Runs until cancelled; nothing else ends it."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Takes on what there is, and asks for a new certificate where one is due."""
        await self._guarded(self._look)

    async def _guarded(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except TpmError as error:
            log.error("key_not_opened", fault=error.fault.value)
            # Another TPM's key stays shut; all else may pass.
            self._wait(REFUSED_RETRY_S if error.fault is TpmFault.FOREIGN else RETRY_S)
        except Exception as error:  # noqa: BLE001 - a bad disk or a bug must not end the loop
            log.error("identity_failed", error=type(error).__name__)
            self._wait(RETRY_S)

    async def _take_on(self) -> None:
        if await asyncio.to_thread(adopt_pending, self.state):
            self._is_fresh = True
        await self._take()

    async def _look(self) -> None:
        await self._take_on()
        if not self._is_due() or self.clock.monotonic() < self._again_at:
            return
        key = await asyncio.to_thread(KioskKey, self.state / FOLDER, self.tpm)
        match await self.certify(key.signing_request()):
            case Enrolled() as enrolled:
                await asyncio.to_thread(keep, self.state / FOLDER, enrolled)
                self._is_fresh = True
                self._wait(RENEWED_WAIT_S)
                await self._take()
                log.info("certificate_renewed")
            case NotCertified.UNKNOWN:
                log.error("certificate_refused")
                self._wait(REFUSED_RETRY_S)
            case NotCertified.NOT_OFFERED:
                self._wait(REFUSED_RETRY_S)
            case NotCertified.LATER:
                self._wait(RETRY_S)

    def _is_due(self) -> bool:
        if self.current is None:
            return self.has_token or (self.state / FOLDER).exists()
        return not self._is_fresh or self.clock.now() >= self.current.renew_at

    async def _take(self) -> None:
        identity = await asyncio.to_thread(identity_in, self.state / FOLDER)
        if identity is None or (
            self.current is not None and identity.enrolled == self.current.enrolled
        ):
            return
        if identity.enrolled == self._unopened and self.clock.monotonic() < self._again_at:
            return
        try:
            tls = await asyncio.to_thread(lambda: identity.tls(KioskKey(identity.folder, self.tpm)))
        except TpmError:
            self._unopened = identity.enrolled
            raise
        self.current = identity
        self.use(identity, tls)

    def _wait(self, seconds: float) -> None:
        # So that a fleet which lost central together does not come back together.
        self._again_at = self.clock.monotonic() + seconds * (0.5 + self.chance())
