"""Which kiosks somebody sees: as a condition, so that the database cuts its lists down to them."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_, select, true

from central.store.configuration_models import KioskTagRow
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class Reach:
    """``everywhere``, or the kiosks of these sites and those with one of these tags."""

    everywhere: bool = False
    sites: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @property
    def kiosks(self) -> ColumnElement[bool]:
        """True of the rows of ``kiosks`` within it."""
        if self.everywhere:
            return true()
        tagged = select(KioskTagRow.kiosk).where(KioskTagRow.name.in_(self.tags))
        within = [KioskRow.site.in_(self.sites)] if self.sites else []
        if self.tags:
            within.append(KioskRow.id.in_(tagged))
        return or_(*within) if within else false()


EVERYWHERE = Reach(everywhere=True)
