"""What somebody may do, and where: a role over a scope, and nothing that no grant names."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class AdminRole(StrEnum):
    READER = "reader"
    OPERATOR = "operator"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """What a page or a button asks for."""

    SEE = "see"
    """States, alerts, counts, configuration: nothing of a person."""
    OPERATE = "operate"
    """Commands, alerts acknowledged or silenced."""
    READ_REQUESTS = "read_requests"
    """What people asked for, each reading in the audit, and closing it."""
    PUBLISH = "publish"
    """Drafts, approvals, waves."""
    ADMINISTER = "administer"
    """Enrolling and revoking kiosks, tags, other people's grants, the audit."""


_DEEDS: dict[AdminRole, frozenset[Deed]] = {
    AdminRole.READER: frozenset({Deed.SEE}),
    AdminRole.OPERATOR: frozenset({Deed.SEE, Deed.OPERATE, Deed.READ_REQUESTS}),
    AdminRole.PUBLISHER: frozenset({Deed.SEE, Deed.PUBLISH}),
    AdminRole.ADMINISTRATOR: frozenset(Deed),
}


class ScopeKind(StrEnum):
    CAISSE = "caisse"
    AGENCY = "agency"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Scope:
    """``name``: of the agency's site or of the tag; empty for the whole caisse."""

    kind: ScopeKind
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Of the form in which people write it, such as ``agency:0131``. Raises ValueError with
        words for them."""
        written, _, name = text.partition(":")
        try:
            kind = ScopeKind(written)
        except ValueError:
            raise ValueError(f"one of {', '.join(ScopeKind)} is needed") from None
        if (kind is ScopeKind.CAISSE) != (not name):
            raise ValueError("write caisse, agency:SITE or tag:NAME")
        return cls(kind, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)

    def holds(self, where: "Whereabouts") -> bool:
        match self.kind:
            case ScopeKind.CAISSE:
                return True
            case ScopeKind.AGENCY:
                return where.site == self.name
            case ScopeKind.TAG:
                return self.name in where.tags


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where something is: a kiosk with its site and tags; the whole caisse where all is empty."""

    site: str = ""
    tags: frozenset[str] = frozenset()


WHOLE_CAISSE = Whereabouts()


@dataclass(frozen=True, slots=True)
class Grant:
    role: AdminRole
    scope: Scope

    def holds(self, deed: Deed, where: Whereabouts) -> bool:
        return deed in _DEEDS[self.role] and self.scope.holds(where)


@dataclass(frozen=True, slots=True)
class Admin:
    """Somebody who has signed in. ``id`` never changes; ``name`` is for people."""

    id: str
    name: str
    grants: tuple[Grant, ...]

    def may(self, deed: Deed, where: Whereabouts = WHOLE_CAISSE) -> bool:
        return any(grant.holds(deed, where) for grant in self.grants)

    def scopes_of(self, deed: Deed) -> Collection[Scope]:
        """Where it may be done at all: what a list is cut down to."""
        return frozenset(grant.scope for grant in self.grants if deed in _DEEDS[grant.role])
