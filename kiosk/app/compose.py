"""Puts the parts of kiosk-ui together, on a worker, once the first frame is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.app.begun_counter import BegunCountKeeper
from kiosk.app.document_printer import DocumentPrinter
from kiosk.app.effects import Gateway
from kiosk.app.health_reporter import HealthSink
from kiosk.app.journaled_printer import Journal
from kiosk.app.staff_effects import StaffGateway
from kiosk.config.loading import LoadedSettings, load_told
from kiosk.config.section import Mistakes
from kiosk.config.settings import KioskSettings
from kiosk.documents.contact import CaisseContact
from kiosk.documents.place_of_issue import PlaceOfIssue as PaperPlace
from kiosk.domain import timeouts
from kiosk.domain.place import in_language
from kiosk.domain.services import Registry
from kiosk.gateway import client
from kiosk.gateway.begun import BegunCountsClient
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.health import HealthClient
from kiosk.gateway.prints import PrintJournalClient
from kiosk.gateway.staff import StaffClient
from kiosk.hardware import factory
from kiosk.hardware.checks import DeviceNames
from kiosk.hardware.factory import Devices
from kiosk.maintenance.registry import TOOLS
from kiosk.services.registry import registry
from shared_runtime.clock import Clock

_READ_WITHIN_S = timeouts.READING_S - 1
"""The reader gives up first, so that its better-informed answer is the one shown."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a kiosk is made of besides its screen; nothing of it is started. ``loaded``: its
    settings, with what the fleet has to do with them."""

    loaded: LoadedSettings
    registry: Registry
    devices: Devices
    gateway: Gateway
    printer: DocumentPrinter
    journal: Journal
    health: HealthSink
    staff: StaffGateway
    names: DeviceNames
    begun: BegunCountKeeper | None = None

    @property
    def settings(self) -> KioskSettings:
        return self.loaded.settings


def compose(
    config: Path | None, environment: Mapping[str, str], clock: Clock
) -> Equipment | Mistakes:
    """The parts the configuration asks for, or every mistake in it."""
    loaded = load_told(config, environment)
    if isinstance(loaded, Mistakes):
        return loaded
    settings = loaded.settings
    devices = factory.make(
        _choice(settings),
        production=settings.production,
        clock=clock,
        read_within_s=_READ_WITHIN_S,
        staff_cards=settings.staff_card_families(),
    )
    return Equipment(
        loaded,
        replace(
            registry(settings.service_levels(), settings.place(), settings.withheld_services()),
            tools=TOOLS,
        ),
        devices,
        GatewayClient(settings.gateway_socket, clock),
        document_printer(settings, devices),
        PrintJournalClient(settings.gateway_socket, clock),
        HealthClient(settings.gateway_socket, clock),
        StaffClient(settings.gateway_socket, clock),
        _names(settings),
        # Where the caisse says what comes first, nothing is counted.
        None if settings.most_asked else BegunCountsClient(settings.gateway_socket, clock),
    )


def document_printer(settings: KioskSettings, devices: Devices) -> DocumentPrinter:
    """For those devices; its papers are in French."""
    place = settings.place()
    contact = CaisseContact(
        caisse=place.caisse_name,
        telephone=place.phone,
        horaires=in_language(place.phone_hours, "fr"),
        fuseau=ZoneInfo(place.timezone),
    )
    here = PaperPlace(place.agency_name, place.kiosk_number)
    return DocumentPrinter(
        devices.printer, devices.receipts, here, contact, raster=settings.receipt_raster
    )


def prepare(process: str, printer: DocumentPrinter) -> None:
    """Loads what the first visit will need and the first screen does not: so nobody waits for it.
    Logs as ``process`` from here on. Takes half a second; once, on any one thread."""
    from kiosk.runtime.logging import configure

    configure(process)
    client.prepare()
    printer.prepare()


def _choice(settings: KioskSettings) -> factory.RealDevices | factory.SimulatedDevices:
    if settings.devices == "simulated" and settings.paper_folder is not None:
        return factory.SimulatedDevices(
            settings.paper_folder, settings.sounds, settings.receipt_device
        )
    return factory.RealDevices(
        settings.reader,
        settings.printer,
        settings.cups_server,
        settings.speaker if settings.sounds else None,
        settings.sound_volume,
        settings.receipt_device,
    )


def _names(settings: KioskSettings) -> DeviceNames:
    return DeviceNames(
        settings.reader, settings.printer, str(settings.receipt_device), settings.speaker
    )
