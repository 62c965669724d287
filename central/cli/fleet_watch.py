"""``central fleet watch``: the loop that tells people of kiosks that are not well."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from central.cli.command import ConfigOption, container_at
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.container import Container
from central.fleet.alerts.rules import AlertRules, SiteContact
from central.fleet.alerts.wording import AlertTexts
from central.runtime import bugs
from central.runtime import logging as logs
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped

if TYPE_CHECKING:
    from central.fleet.alerts.delivery import Delivering, Smtp
    from central.fleet.alerts.watch import FleetWatch

_SHORTEST_SECRET = 32

OnceOption = Annotated[bool, typer.Option("--once", help="Look once, and end.")]


def watch(once: OnceOption = False, config: ConfigOption = None) -> None:
    """Watch the fleet until told to stop, and tell whoever is in charge of what is not well.

    One such process is enough; `central serve` with the public page watches by itself.
    """
    with container_at(config) as container:
        watching = fleet_watch(container)
        if once:
            watching.round()
            return
        logs.configure()
        bugs.install()
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        watching.run(stopping)


@contextmanager
def watched(container: Container) -> Iterator[None]:
    """The loop in a thread of this process, for as long as the block lasts. Raises
    ConfigurationError before it begins."""
    watching, stopping = fleet_watch(container), threading.Event()
    thread = threading.Thread(
        target=watching.run, args=(stopping,), name="fleet-watch", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(5)


def fleet_watch(container: Container) -> "FleetWatch":
    """Raises ConfigurationError for a secret that cannot be read."""
    # Loaded for this alone: other commands do not wait for a mail client.
    from central.fleet.alerts.watch import DeliveryWays, FleetWatch
    from central.fleet.open_kiosks.publishing import DirectoryPublisher
    from central.fleet.use.rolling import UseRollUp

    settings, delivering = container.settings, _delivering(container)
    return FleetWatch(
        container.engine,
        container.clock,
        container.chance,
        container.heartbeats,
        rules_of(settings),
        AlertTexts(Translations(shipped(), settings.alerts.language)),
        delivering.deliver,
        DirectoryPublisher(container.engine, container.clock),
        UseRollUp(container.engine, container.heartbeats.light, container.clock),
        DeliveryWays(delivering.smtp is not None, delivering.secret is not None),
    )


def rules_of(settings: Settings) -> AlertRules:
    alerts = settings.alerts
    return AlertRules(
        opens_after=timedelta(minutes=alerts.opens_after_min),
        closes_after=timedelta(minutes=alerts.closes_after_min),
        silent_after=timedelta(minutes=alerts.silent_after_min),
        gone_after=timedelta(days=alerts.out_of_service_days),
        remind_after=timedelta(hours=alerts.remind_after_h),
        quiet_from=alerts.quiet_from,
        quiet_until=alerts.quiet_until,
        zone=settings.zone,
        contacts={
            site: SiteContact(contact.emails, contact.webhook)
            for site, contact in alerts.contacts.items()
        },
    )


def _delivering(container: Container) -> "Delivering":
    from central.fleet.alerts.delivery import Delivering

    file = container.settings.alerts.webhook_secret_file
    secret = None if file is None else _secret("alerts.webhook_secret_file", file)
    if secret is not None and len(secret) < _SHORTEST_SECRET:
        raise ConfigurationError(("alerts.webhook_secret_file: at least 32 bytes are needed",))
    return Delivering(_smtp(container.settings), secret, container.clock)


def _smtp(settings: Settings) -> "Smtp | None":
    from central.fleet.alerts.delivery import Smtp

    alerts = settings.alerts
    if alerts.smtp_host is None:
        return None
    password = None
    if alerts.smtp_password_file is not None:
        password = _secret("alerts.smtp_password_file", alerts.smtp_password_file).decode()
    return Smtp(
        alerts.smtp_host,
        alerts.smtp_port,
        alerts.sender,
        alerts.smtp_tls,
        alerts.smtp_user,
        password,
    )


def _secret(setting: str, path: Path) -> bytes:
    try:
        return path.read_bytes().strip()
    except OSError as error:
        raise ConfigurationError((f"{setting}: cannot be read: {error.strerror}",)) from None
