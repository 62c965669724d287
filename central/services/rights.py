"""The person's rights and those of dependants under 16."""

from central.container import Container
from central.rights.rules import nirs_of, visible
from central.rights.sessions import CitizenSession
from central.rights.wire_form import droits
from central.runtime.problem_error import ProblemError
from central.services.service import Service
from central.store.database import transaction
from wire.calls.rights import RIGHTS
from wire.problem import ProblemType
from wire.rights import Droits


def read_rights(container: Container, session: CitizenSession, _asked: None) -> Droits:
    """The person's rights and those of dependants under 16."""
    today = container.today()
    dossier = container.source.dossier(session.person, today)
    if dossier is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    shown = visible(dossier, today)
    with transaction(container.engine) as db:
        for nir in nirs_of((shown.assure, *shown.ayants_droit)):
            container.audit.record(db, session.kiosk, session.visit, "rights", "read", nir)
    return droits(container.keys, session, shown)


SERVICE = Service(RIGHTS, read_rights)
