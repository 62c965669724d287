"""Letting a kiosk in: every call of a kiosk begins here, with one statement that writes nothing.

Nothing of the answer is remembered: who was revoked a moment ago is let in no more.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, Select, bindparam, select

from central.fleet.kiosks import MAY_CALL, Credential, kiosk_behind
from central.fleet.places import Places, current_place, kind_of
from central.store.database import transaction
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class Admission:
    engine: Engine
    light: Engine
    places: Places

    def kiosk_behind(self, credential: Credential, household: str) -> str | None:
        """As ``kiosks.kiosk_behind``, and notes from where the kiosk calls where that is another
        place than before."""
        asked = {"digest": credential.digest, "sort": kind_of(household)}
        with self.light.connect() as db:
            found = db.execute(_STATEMENTS[credential.kind], asked).one_or_none()
        if found is None:
            return None
        kiosk: str = found.id
        token_is_over = credential.kind == "key" and found.token_sha256 is not None
        if not token_is_over and self.places.is_last(kiosk, household, found.place):
            return kiosk
        with transaction(self.engine) as db:
            known = kiosk_behind(db, credential)
            if known is not None:
                self.places.called_from(db, known, household)
        return known


def _statement(shown: ColumnElement[str | None]) -> Select[str, str | None, str]:
    """With where the kiosk was last."""
    place = current_place(KioskRow.id.expression, bindparam("sort"))
    return select(KioskRow.id.label("id"), KioskRow.token_sha256, place.label("place")).where(
        shown == bindparam("digest"), MAY_CALL
    )


_STATEMENTS = {
    "key": _statement(KioskRow.key_sha256.expression),
    "token": _statement(KioskRow.token_sha256.expression),
}
