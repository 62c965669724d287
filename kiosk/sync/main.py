"""``kiosk sync``: reads the settings, opens the queue and the socket, runs until told to stop."""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from secrets import SystemRandom

from kiosk.config.section import EXIT_CONFIGURATION, Mistakes
from kiosk.config.sync_settings import SyncSettings, load
from kiosk.runtime import crash
from kiosk.runtime.logging import configure
from kiosk.runtime.options import config_option
from kiosk.sync.listener import NotListening, listen
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.process import Process
from kiosk.sync.store.store_worker import StoreNotOpened, StoreWorker
from shared_runtime.clock import BootClock, SystemClock

EXIT_UNAVAILABLE = 69  # EX_UNAVAILABLE: the queue or the socket cannot be had


def main(arguments: Sequence[str] = ()) -> int:
    """Runs kiosk-sync until SIGTERM or SIGINT. Returns the exit code: 0 stopped as asked, 69 the
    queue or the socket cannot be had, 78 the configuration has mistakes (all named on standard
    error)."""
    configure("kiosk-sync")
    record = crash.to_stderr("kiosk-sync")
    crash.install(crash.end_on(record), record)
    settings = load(config_option("sync", arguments), os.environ)
    if isinstance(settings, Mistakes):
        return _refuse(EXIT_CONFIGURATION, settings.sentences)
    clock = SystemClock()
    worker = open_store_worker(settings, clock)
    if isinstance(worker, StoreNotOpened):
        return _refuse(EXIT_UNAVAILABLE, (worker.reason,))
    try:
        listening = listen(settings.socket, settings.socket_group)
        if isinstance(listening, NotListening):
            return _refuse(EXIT_UNAVAILABLE, (listening.reason,))
        try:
            process = Process(settings, worker, listening, clock, SystemRandom().random)
            asyncio.run(process.run())
        finally:
            listening.close()
    finally:
        worker.close()
    return 0


def open_store_worker(settings: SyncSettings, clock: BootClock) -> StoreWorker | StoreNotOpened:
    """The queue and the print journal, checked and ready, as the agency's settings want them."""
    limits = OutboxLimits(
        agency=settings.agency_code,
        # As staff write it on the screen; a reference holds capitals and digits alone.
        kiosk=settings.kiosk_number.upper().replace("-", ""),
        limit_bytes=settings.queue_limit_mb * 1_000_000,
        keep_trying=timedelta(days=settings.keep_trying_days),
        kept=timedelta(days=settings.digests_kept_days),
    )
    return StoreWorker.open(settings.state_folder, limits, Sealer(settings.caisse_key()), clock)


def _refuse(code: int, sentences: tuple[str, ...]) -> int:
    sys.stderr.write("kiosk-sync cannot start:\n")
    sys.stderr.writelines(f"  - {sentence}\n" for sentence in sentences)
    return code
