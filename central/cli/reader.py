"""``central reader``: the process that alone opens what people asked for, one body at a time."""

import signal
from functools import partial

import structlog
from sqlalchemy import Engine

from central.admins.sessions import AdminSessions
from central.cli.command import (
    ConfigOption,
    mistakes_named,
    require_current_store,
    settings_from,
)
from central.config.reading import keys_of
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.crypto.body_keys import BodyKeys
from central.intake.reading.body_reader import BodyReader
from central.intake.reading.bulk import ApprovedBulk
from central.intake.reading.limits import ReadingLimits
from central.intake.reading.reader_socket import BodyReaderServer
from central.intake.reading.readers import ConsoleReaders
from central.intake.stored_bodies import StoredBodies
from central.runtime.chance import SystemChance
from central.runtime.line_socket import listen_at
from central.runtime.logging import configure
from central.store.audit import AuditTrail
from central.store.counters import Counters
from central.store.database import engine_for
from shared_runtime.clock import Clock, SystemClock

_log = structlog.get_logger("central")


def reader(config: ConfigOption = None) -> None:
    """Open requests for admins who may read them, for who asks on the reader's socket, until
    SIGTERM."""
    with mistakes_named():
        settings = settings_from(config)
        path = settings.reader_socket
        if path is None:
            raise ConfigurationError(("reader_socket: is needed here",))
        require_current_store(settings)
        configure()
        clock = SystemClock()
        engine = engine_for(settings.database_url.get_secret_value())
        opens = body_reader(settings, engine, clock)
        try:
            listening = listen_at(path)
        except OSError as error:
            raise ConfigurationError((f"reader_socket: {error.strerror}",)) from None
        server = BodyReaderServer(listening, settings.reader_users, opens.open, clock)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: server.stop())
        with listening:
            _log.info("reader_started")
            server.serve()
        path.unlink(missing_ok=True)
        _log.info("reader_stopped")


def body_reader(settings: Settings, engine: Engine, clock: Clock) -> BodyReader:
    """No more of central than that: the key for which kiosks seal, for one, is not the reader's."""
    keys = keys_of(settings)
    counters = Counters(engine, clock, partial(keys.digests, "counter"))
    sessions = AdminSessions(clock, SystemChance(), settings.reading.session_times)
    return BodyReader(
        engine,
        clock,
        StoredBodies(keys, BodyKeys(settings.body_keys_folder, SystemChance())),
        AuditTrail(keys.audit_key, clock),
        ReadingLimits(counters, settings.reading),
        ConsoleReaders(sessions),
        ApprovedBulk(sessions, counters),
    )
