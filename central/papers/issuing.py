"""Issuing a paper: irrevocable, and idempotent by its action.

The store keeps kind, number, dates, code and keyed digests, not the content. When an action comes
again, the content is built anew from the sources as of the day of issue; only when its digest is
the one kept is it handed out, so the paper is the same or there is none (action-conflict).
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.container import Container
from central.crypto.canonical import CODE_CHARACTERS, canonical_name
from central.crypto.digests import Field
from central.papers.paper import Asked, Content, Draft, Marks, PaperKind
from central.rights.sessions import CitizenSession
from central.runtime.chance import crockford
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.store.models import PaperRow
from shared_runtime.private import Private
from wire.problem import ProblemType

_ATTEMPTS = 5
_NUMBER_CHARACTERS = 8


def issue(
    container: Container, session: CitizenSession, kind: PaperKind[Asked, Content], asked: Asked
) -> Content:
    """The paper of this action, made now or made before.

    Raises ProblemError: what the kind's draft raises, action-conflict, session-lost.
    """
    issuing = _Issuing(container, session, kind, asked)
    for _ in range(_ATTEMPTS):
        with transaction(container.engine) as db:
            row = db.get(PaperRow, asked.action)
        if row is not None:
            return issuing.again(row)
        try:
            return issuing.first()
        except IntegrityError:
            continue  # the same action came in beside us, or chance struck a code twice
    raise ProblemError(ProblemType.ACTION_CONFLICT)


@dataclass(frozen=True, slots=True, repr=False)
class _Issuing(Private, Generic[Asked, Content]):
    container: Container
    session: CitizenSession
    kind: PaperKind[Asked, Content]
    asked: Asked

    def first(self) -> Content:
        today, chance = self.container.today(), self.container.chance
        draft = self._draft(today)
        number = f"{today:%Y%m%d}-{crockford(chance, _NUMBER_CHARACTERS)}"
        marks = self._marks(number, crockford(chance, CODE_CHARACTERS), today)
        content = draft.write(marks)
        keys = self.container.keys
        bearer, period = draft.bearer, draft.period
        with transaction(self.container.engine) as db:
            db.add(
                PaperRow(
                    action=self.asked.action,
                    kind=self.kind.slug,
                    request_digest=keys.digest("request", *self._request(draft)),
                    content_digest=keys.digest("content", self.kind.statement(content)),
                    subject_digest=keys.check_key.subject(
                        marks.code, canonical_name(bearer.family_name), bearer.id.birth_date
                    ),
                    code=marks.code,
                    number=marks.number,
                    issued_on=marks.issued_on,
                    valid_until=draft.valid_until,
                    period_start=None if period is None else period.start,
                    period_end=None if period is None else period.end,
                )
            )
            self._record(db, draft, "issued")
        return content

    def again(self, row: PaperRow) -> Content:
        if row.kind != self.kind.slug:
            raise ProblemError(ProblemType.ACTION_CONFLICT)
        try:
            draft = self._draft(row.issued_on)
        except ProblemError as problem:
            if problem.kind is ProblemType.SESSION_LOST:
                raise
            raise ProblemError(ProblemType.ACTION_CONFLICT) from None
        content = draft.write(self._marks(row.number, row.code, row.issued_on))
        keys, statement = self.container.keys, self.kind.statement(content)
        if not (
            keys.made(row.request_digest, "request", *self._request(draft))
            and keys.made(row.content_digest, "content", statement)
        ):
            raise ProblemError(ProblemType.ACTION_CONFLICT)
        with transaction(self.container.engine) as db:
            self._record(db, draft, "again")
        return content

    def _draft(self, on: date) -> Draft[Content]:
        return self.kind.draft(self.container, self.session, self.asked, on)

    def _marks(self, number: str, code: str, issued_on: date) -> Marks:
        check_address = f"{self.container.settings.verifier_url}?code={code}"
        return Marks(number, code, issued_on, check_address)

    def _request(self, draft: Draft[Content]) -> tuple[Field, ...]:
        """What was asked for, by whom."""
        return (self.session.person_digests, *draft.asked)

    def _record(self, db: Session, draft: Draft[Content], outcome: str) -> None:
        """For everybody of whom the paper tells, once."""
        session = self.session
        for nir in sorted({person.nir for person in draft.told_of}):
            self.container.audit.record(db, session.kiosk, session.visit, "issue", outcome, nir)
