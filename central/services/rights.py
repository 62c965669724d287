"""The person's rights and those of dependants under 16."""

from central.container import Container
from central.rights.rules import nirs_of
from central.rights.sessions import CitizenSession
from central.rights.wire_form import droits
from central.services.service import Service
from central.services.told import dossier_of, record_told
from central.store.database import transaction
from wire.calls.rights import RIGHTS
from wire.rights import Droits


def read_rights(container: Container, session: CitizenSession, _asked: None) -> Droits:
    """The person's rights and those of dependants under 16."""
    shown = dossier_of(container, session, container.today())
    with transaction(container.engine) as db:
        told_of = nirs_of((shown.assure, *shown.ayants_droit))
        record_told(container, db, session, "rights", told_of)
    return droits(container.keys, session, shown)


SERVICE = Service(RIGHTS, read_rights)
