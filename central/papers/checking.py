"""Telling a genuine paper from an altered or invented one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, select

from central.crypto.canonical import canonical_name, former_canonical_name
from central.crypto.narrow_keys import CheckKey
from central.papers.period import PaperPeriod
from central.store.database import may_read, transaction
from central.store.models import PaperRow
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class Claim(Private):
    """What a paper says: its code, and the family name and birth date (AAAAMMJJ) beside it."""

    code: str
    family_name: str
    birth_date: str


@dataclass(frozen=True, slots=True)
class Genuine:
    """Issued by us for this name and birth date; both days included.

    ``kind``: a slug, perhaps of a kind that only a newer central issues. ``valid_until``: none for
    a paper that tells of what was. ``period``: none for one that tells of its day of issue.
    """

    kind: str
    issued_on: date
    valid_until: date | None
    period: PaperPeriod | None


@dataclass(frozen=True, slots=True)
class Altered:
    """The code is ours, the name or the birth date is not the one it was issued for.

    Neither which of them nor any date is told: who found a code learns nothing about its person.
    """


@dataclass(frozen=True, slots=True)
class Unissued:
    """No paper bears this code."""


CheckResult = Genuine | Altered | Unissued


CHECKED = (
    PaperRow.kind,
    PaperRow.code,
    PaperRow.subject_digest,
    PaperRow.issued_on,
    PaperRow.valid_until,
    PaperRow.period_start,
    PaperRow.period_end,
)
"""All that the check reads of a paper; the public page's role may read nothing else."""


def may_check(engine: Engine) -> bool:
    """Whether the role that this engine connects as may read what the check reads."""
    return may_read(engine, *CHECKED)


def check(engine: Engine, key: CheckKey, claim: Claim) -> CheckResult:
    """Compares keyed digests; central holds no name to compare with. The fields are canonical,
    except the family name, which may be as written on the paper. Raises ServerKeyUnknown."""
    with transaction(engine) as db:
        row = db.execute(select(*CHECKED).where(PaperRow.code == claim.code)).one_or_none()
    if row is None:
        return Unissued()
    names = canonical_name(claim.family_name), former_canonical_name(claim.family_name)
    # Both are always compared: how long the answer takes does not tell which of them it was.
    found = [
        key.is_subject(row.subject_digest, claim.code, each, claim.birth_date) for each in names
    ]
    if not any(found):
        return Altered()
    start, end = row.period_start, row.period_end
    period = None if start is None or end is None else PaperPeriod(start, end)
    return Genuine(row.kind, row.issued_on, row.valid_until, period)
