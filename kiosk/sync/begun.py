"""How often each service was begun at this kiosk: a number each, nothing of whom or when."""

from collections.abc import Mapping

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from kiosk.sync.db.database import Database
from kiosk.sync.db.failures import DATABASE_ERRORS
from kiosk.sync.db.schema import BEGUN

FADES_AT = 1_000
"""With so many counted, all are halved: what is asked for now outweighs what was, and no clock is
needed for it, nor any time kept. It also bounds the rows."""


class BegunServices:
    """For the store worker's thread alone. A disk that fails raises StoreFailed, and nothing was
    changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, service: str) -> bool:
        """Once more; False where the room is for what people confirm."""
        try:
            with self._database.transaction() as connection:
                if not self._database.has_room():
                    return False
                once = insert(BEGUN).values(service=service, times=1)
                connection.execute(
                    once.on_conflict_do_update(
                        index_elements=[BEGUN.c.service], set_={"times": BEGUN.c.times + 1}
                    )
                )
                if connection.execute(select(func.sum(BEGUN.c.times))).scalar_one() >= FADES_AT:
                    connection.execute(update(BEGUN).values(times=BEGUN.c.times // 2))
                    connection.execute(delete(BEGUN).where(BEGUN.c.times == 0))
        except DATABASE_ERRORS as error:
            raise self._database.failed(error) from None
        return True

    def counts(self) -> Mapping[str, int]:
        rows = self._database.must(lambda connection: connection.execute(select(BEGUN)).all())
        return {row.service: row.times for row in rows}
