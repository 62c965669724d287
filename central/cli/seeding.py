"""Seeding: the demo people's accounts and the demo kiosk, into a store that is migrated."""

from central.container import Container
from central.fleet.kiosks import set_token
from central.rights.accounts import put_account
from central.rights.seeded import seeded_source
from central.rights.sessions import person_digests
from central.store.database import transaction
from central.store.production import is_production
from wire.citizen import AccountState

DEMO_KIOSK = "demo"


def seed(container: Container) -> int:
    """Sets every demo account to its first state; returns how many. It may be run again.

    Raises ValueError in production, also where only the store remembers it.
    """
    if container.settings.production or is_production(container.engine):
        raise ValueError("fictitious people have no place in production")
    now = container.clock.now()
    accounts = [
        (
            person_digests(container.keys, person.id),
            AccountState(person.account),
            None if person.code is None else container.hasher.hash(person.code),
        )
        for person in seeded_source().people.values()
    ]
    with transaction(container.engine) as db:
        for person, state, code_hash in accounts:
            put_account(db, person, state, code_hash, now)
    token = container.settings.demo_kiosk_token
    if token is not None:
        set_token(container.engine, container.clock, DEMO_KIOSK, token.get_secret_value())
    return sum(state is not AccountState.ABSENT for _, state, _ in accounts)
