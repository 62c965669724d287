"""Sessions of admins against a model of them: begun, idle, over, rotated, ended, in any order."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, event, select
from sqlalchemy.pool import StaticPool

from central.admins.accounts import AdminAccounts
from central.admins.grants import give, grants_of, take_back
from central.admins.roles import AdminRole, Deed, Grant, Scope, ScopeKind, Whereabouts
from central.admins.session_times import SessionTimes
from central.admins.sessions import AdminSessions, LiveSession, OverSession
from central.crypto.admin_key import AdminKey
from central.crypto.keys import Keys
from central.runtime.chance import SystemChance
from central.store.admin_models import AdminSessionRow
from central.store.audit import CHAIN_START, AuditTrail
from central.store.audit_models import AuditHeadRow
from central.store.database import engine_for, transaction
from central.store.models import Base
from tests.central.world import TurnedClock

TIMES = SessionTimes(timedelta(minutes=30), timedelta(hours=12), timedelta(minutes=5))
GRANTS = [
    Grant(role, scope)
    for role in AdminRole
    for scope in (
        Scope(ScopeKind.CAISSE),
        Scope(ScopeKind.AGENCY, "0131"),
        Scope(ScopeKind.TAG, "é:pilote"),
    )
]


def memory_store():
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _plain(connection, _entry):
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection):
        connection.exec_driver_sql("BEGIN")

    Base.metadata.create_all(engine)
    with transaction(engine) as db:
        db.add(AuditHeadRow(id=1, position=0, hash=CHAIN_START, before_until=0, before_count=0))
    return engine


class SessionMachine(RuleBasedStateMachine):
    """The model: of each token its beginning, last use, proof, and whether it still counts."""

    tokens = Bundle("tokens")

    @initialize()
    def begin_store(self) -> None:
        self.engine, self.clock, chance = memory_store(), TurnedClock(), SystemChance()
        self.sessions = AdminSessions(self.clock, chance, TIMES)
        self.audit = AuditTrail(Keys(b"k" * 32).audit_key, self.clock)
        people = AdminAccounts(self.clock, chance, AdminKey(b"a" * 32))
        with transaction(self.engine) as db:
            self.admin, _ = people.add_local(db, "lea", "Léa", "hash", "A" * 32)
        self.model: dict[str, dict[str, Any]] = {}
        self.granted: set[Grant] = set()

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            self.engine.dispose()

    @rule(target=tokens)
    def sign_in(self) -> str:
        with transaction(self.engine) as db:
            token = self.sessions.begin(db, self.admin)
            now = self.clock.now()
        self.model[token] = {"began": now, "seen": now, "proved": now, "ended": False}
        return token

    @rule(minutes=st.integers(1, 400))
    def wait(self, minutes: int) -> None:
        self.clock.turn(minutes=minutes)

    @rule(token=tokens)
    def use(self, token: str) -> None:
        found = self.find(token)
        if isinstance(found, LiveSession):
            with transaction(self.engine) as db:
                self.sessions.touch(db, found.id)
            self.model[token]["seen"] = self.clock.now()

    @rule(target=tokens, token=tokens)
    def prove(self, token: str) -> str:
        found = self.find(token)
        if not isinstance(found, LiveSession):
            return token
        with transaction(self.engine) as db:
            made = self.sessions.prove_again(db, found.id)
        assert made is not None
        now = self.clock.now()
        self.model[made] = self.model.pop(token) | {"seen": now, "proved": now}
        self.model[token] = {"gone": True}
        return made

    @rule(token=tokens)
    def end(self, token: str) -> None:
        found = self.find(token)
        if isinstance(found, LiveSession):
            with transaction(self.engine) as db:
                assert not self.sessions.end(db, "A" * 16, found.id), "somebody else's"
                assert self.sessions.end(db, self.admin, found.id)
                assert not self.sessions.end(db, self.admin, found.id)
            self.model[token]["ended"] = True

    @rule(grant=st.sampled_from(GRANTS))
    def give_grant(self, grant: Grant) -> None:
        with transaction(self.engine) as db:
            give(db, self.clock, self.audit, self.admin, grant, "test")
        self.granted.add(grant)

    @rule(grant=st.sampled_from(GRANTS))
    def take_grant(self, grant: Grant) -> None:
        with transaction(self.engine) as db:
            taken = take_back(db, self.audit, self.admin, grant, "test")
        assert taken == (grant in self.granted)
        self.granted.discard(grant)

    @invariant()
    def as_the_model_says(self) -> None:
        now = self.clock.now() if hasattr(self, "clock") else None
        for token, known in getattr(self, "model", {}).items():
            found = self.find(token)
            if known.get("gone"):
                assert found is None, "a token from before the proof"
                continue
            lives = (
                not known["ended"]
                and now - known["seen"] < TIMES.idle
                and now - known["began"] < TIMES.absolute
            )
            assert isinstance(found, LiveSession) == lives
            if isinstance(found, LiveSession):
                assert found.is_fresh == (now - known["proved"] < TIMES.fresh)
                assert set(found.admin.grants) == self.granted
            else:
                assert found in (OverSession(self.admin), None)

    def find(self, token: str) -> LiveSession | OverSession | None:
        with transaction(self.engine) as db:
            return self.sessions.find(db, token)


TestSessionMachine = SessionMachine.TestCase
TestSessionMachine.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


@pytest.fixture
def store(database_url: str):
    engine = engine_for(database_url)
    yield engine
    engine.dispose()


def test_the_store_knows_no_token(store) -> None:
    clock, chance = TurnedClock(), SystemChance()
    sessions = AdminSessions(clock, chance, TIMES)
    with transaction(store) as db:
        admin = AdminAccounts(clock, chance, AdminKey(b"a" * 32)).add_subject(db, "i", "s", "Léa")
        token = sessions.begin(db, admin, GRANTS)
    with transaction(store) as db:
        row = db.scalars(select(AdminSessionRow)).one()
        found = sessions.find(db, token)
        assert token not in str(vars(row))
    assert isinstance(found, LiveSession)
    assert set(found.admin.grants) == set(GRANTS), "of the claims, in the form in which they lie"
    assert not found.local


def test_old_sessions_are_swept_and_others_are_not(store) -> None:
    clock, chance = TurnedClock(), SystemChance()
    sessions = AdminSessions(clock, chance, TIMES)
    with transaction(store) as db:
        admin = AdminAccounts(clock, chance, AdminKey(b"a" * 32)).add_subject(db, "i", "s", "Léa")
        old = sessions.begin(db, admin)
    clock.turn(days=7)
    with transaction(store) as db:
        sessions.begin(db, admin)
        assert sessions.find(db, old) == OverSession(admin)
    clock.turn(days=1)
    with transaction(store) as db:
        sessions.begin(db, admin)
        assert sessions.find(db, old) is None
        assert len(sessions.of_admin(db, admin)) == 1


def test_a_session_that_was_begun_while_its_owner_was_suspended_is_none(store) -> None:
    clock, chance = TurnedClock(), SystemChance()
    sessions = AdminSessions(clock, chance, TIMES)
    people = AdminAccounts(clock, chance, AdminKey(b"a" * 32))
    with transaction(store) as db:
        admin = people.add_subject(db, "i", "s", "Léa")
        people.suspend(db, admin)
        token = sessions.begin(db, admin)
        assert sessions.find(db, token) == OverSession(admin)
        people.resume(db, admin)
        assert isinstance(sessions.find(db, token), LiveSession)


def test_a_proof_of_a_session_that_ended_opens_nothing(store) -> None:
    sessions = AdminSessions(TurnedClock(), SystemChance(), TIMES)
    with transaction(store) as db:
        assert sessions.prove_again(db, UUID(int=1)) is None


def test_what_a_newer_release_grants_this_one_grants_nobody(store) -> None:
    from central.store.admin_models import AdminGrantRow

    clock, chance = TurnedClock(), SystemChance()
    with transaction(store) as db:
        admin = AdminAccounts(clock, chance, AdminKey(b"a" * 32)).add_subject(db, "i", "s", "Léa")
        for role, scope in (("auditor", "caisse"), ("reader", "region:paca"), ("reader", "caisse")):
            db.add(
                AdminGrantRow(
                    admin=admin, role=role, scope=scope, granted_by="x", granted_at=clock.now()
                )
            )
    with transaction(store) as db:
        (only,) = grants_of(db, admin)
    assert only.holds(Deed.SEE, Whereabouts("anywhere"))
    assert only.role is AdminRole.READER
