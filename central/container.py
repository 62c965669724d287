"""The parts of a running central, put together once from settings and what is injected."""

import importlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Engine

from central.config.reading import authority_of, intake_keys_of, keys_of, signing_public_keys_of
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.crypto.body_keys import BodyKeys
from central.crypto.decryption import IntakeKeys
from central.crypto.hashing import CodeHasher
from central.crypto.keys import Keys
from central.crypto.references import SessionReferences
from central.fleet.admission import Admission
from central.fleet.certificates import Certificates
from central.fleet.configuration.wave_watch import WaveWatch
from central.fleet.endorsed_keys import EndorsedKeys
from central.fleet.enrolment import Enrolments
from central.fleet.heartbeats import Heartbeats
from central.fleet.known_credentials import KnownCredentials
from central.fleet.open_kiosks.answering import NearestTeller
from central.fleet.places import Places
from central.fleet.under_way import UnderWay
from central.intake.handlers import Handlers
from central.intake.intake import Intake
from central.intake.judging import Judge
from central.intake.proofs import Proofs
from central.intake.request_handler import RequestHandler
from central.intake.retention import Retention
from central.rights.accounts import Accounts
from central.rights.budgets import Budgets
from central.rights.codes import CodeChecker
from central.rights.provisional import ProvisionalCodes
from central.rights.seeded import seeded_source
from central.rights.sessions import CitizenSessions
from central.rights.sms import DockSmsSender, NoSmsSender, SmsSender
from central.rights.source import RightsSource
from central.runtime.chance import Chance, SystemChance
from central.runtime.limits import RateLimit
from central.store.audit import AuditTrail
from central.store.counters import Counters, StoredLimit, Window
from central.store.database import engine_for, light_engine_for
from shared_runtime.clock import Clock, SystemClock
from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Translations
from shared_runtime.messages.loading import shipped
from wire.demandes.kinds import KINDS

_MINUTE_S = 60
_UNDER_WAY_PER_KIOSK = 16
"""A kiosk asks one or two things at once; all of them together may have 128 under way."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Those of a minute. What a thief would try is counted in the store, by all processes and also
    after a restart; batches, which cost the store more than they do, by each process."""

    openings: StoredLimit
    codes: StoredLimit
    messages: StoredLimit
    strangers: StoredLimit
    syncs: RateLimit


@dataclass(frozen=True, slots=True)
class Container:
    settings: Settings
    clock: Clock
    chance: Chance
    keys: Keys
    body_keys: BodyKeys
    engine: Engine
    light: Engine
    source: RightsSource
    accounts: Accounts
    audit: AuditTrail
    sessions: CitizenSessions
    provisional: ProvisionalCodes
    hasher: CodeHasher
    codes: CodeChecker
    intake_keys: IntakeKeys
    intake: Intake
    waves: WaveWatch
    counters: Counters
    places: Places
    heartbeats: Heartbeats
    nearest: NearestTeller
    admission: Admission
    known_credentials: KnownCredentials
    endorsed: EndorsedKeys
    enrolments: Enrolments | None
    under_way: UnderWay
    budgets: Budgets
    limits: Limits

    def close(self) -> None:
        """Ends all connections to the store."""
        self.engine.dispose()
        self.light.dispose()

    def today(self) -> date:
        """The day at the caisse, on which attestations are dated and rights judged."""
        return self.clock.now().astimezone(self.settings.zone).date()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    chance: Chance | None = None,
    source: RightsSource | None = None,
    sms: SmsSender | None = None,
    intake_keys: IntakeKeys | None = None,
    handlers: Handlers | None = None,
) -> Container:
    """Opens nothing but the files of keys; raises ConfigurationError."""
    clock = clock or SystemClock()
    chance = chance or SystemChance()
    keys = keys_of(settings)
    intake_keys = intake_keys or intake_keys_of(settings)
    source = source or _source(settings)
    store = settings.database_url.get_secret_value()
    engine, light = engine_for(store), light_engine_for(store)
    audit = AuditTrail(keys.audit_key, clock)
    body_keys = BodyKeys(settings.body_keys_folder, chance)
    counters = Counters(engine, clock, partial(keys.digests, "counter"))
    accounts = Accounts(engine, chance, settings.codes.max_failures)
    hasher = CodeHasher(settings.hash_cost, keys)
    sessions = CitizenSessions(keys, clock, chance, settings.citizen_idle, settings.citizen_longest)
    references = SessionReferences(keys, clock, chance)
    provisional = ProvisionalCodes(
        engine,
        keys,
        clock,
        chance,
        sms or _sender(settings),
        timedelta(seconds=settings.codes.provisional_lifetime_s),
        settings.codes.provisional_per_visit,
        settings.codes.provisional_per_day,
        # Central does not know what a person reads; papers are in French too.
        Translations(shipped(), FIRST_LANGUAGE),
    )
    places = Places(keys, clock, counters)
    budgets = Budgets(engine, clock, counters, settings.budgets)
    endorsed = EndorsedKeys(clock, settings.caisse_id, signing_public_keys_of(settings))
    return Container(
        settings=settings,
        clock=clock,
        chance=chance,
        keys=keys,
        body_keys=body_keys,
        engine=engine,
        light=light,
        source=source,
        accounts=accounts,
        audit=audit,
        sessions=sessions,
        provisional=provisional,
        hasher=hasher,
        codes=CodeChecker(
            engine,
            clock,
            accounts,
            hasher,
            provisional,
            sessions,
            references,
            audit,
            budgets,
        ),
        intake_keys=intake_keys,
        intake=Intake(
            engine,
            clock,
            audit,
            Judge(keys, intake_keys, references, source, settings.citizen_longest),
            Proofs(accounts),
            handlers or dict.fromkeys(KINDS, RequestHandler(keys, body_keys, chance)),
            Retention(engine, clock, settings.bodies_kept, body_keys),
            settings.next_poll_s,
        ),
        waves=WaveWatch(engine, clock),
        counters=counters,
        places=places,
        heartbeats=Heartbeats(light, clock, settings.limits.syncs_per_kiosk),
        nearest=NearestTeller(light, clock),
        admission=Admission(engine, light, places),
        known_credentials=KnownCredentials(),
        endorsed=endorsed,
        enrolments=_enrolments(settings, clock, chance, endorsed),
        under_way=UnderWay(_UNDER_WAY_PER_KIOSK),
        budgets=budgets,
        limits=_limits(settings, clock, counters),
    )


def _enrolments(
    settings: Settings, clock: Clock, chance: Chance, endorsed: EndorsedKeys
) -> Enrolments | None:
    authority = authority_of(settings)
    if authority is None or settings.kiosk_url is None:
        return None
    certificates = Certificates(authority, clock, chance, settings.kiosk_url, endorsed)
    return Enrolments(clock, chance, certificates)


def _limits(settings: Settings, clock: Clock, counters: Counters) -> Limits:
    limits = settings.limits

    def stored(what: str, most: int) -> StoredLimit:
        return StoredLimit(counters, Window(what, _MINUTE_S), most)

    return Limits(
        openings=stored("openings", limits.openings_per_kiosk),
        codes=stored("codes", limits.codes_per_kiosk),
        messages=stored("messages", limits.messages_per_kiosk),
        strangers=stored("strangers", limits.strangers_per_address),
        syncs=RateLimit(clock, limits.syncs_per_kiosk, _MINUTE_S),
    )


def _sender(settings: Settings) -> SmsSender:
    if settings.sms_dock_socket is None:
        return NoSmsSender()
    return DockSmsSender(settings.sms_dock_socket)


def _source(settings: Settings) -> RightsSource:
    """The seeded people, or what a caisse's own ``package.module:factory`` makes."""
    if settings.rights_source == "seeded":
        return seeded_source()
    module_name, _, factory_name = settings.rights_source.partition(":")
    try:
        factory = getattr(importlib.import_module(module_name), factory_name)
    except (ImportError, AttributeError):
        raise ConfigurationError(("rights_source: cannot be imported",)) from None
    if not callable(factory):
        raise ConfigurationError(("rights_source: names nothing that makes a source",))
    source: RightsSource = factory(settings)
    return source
