"""A request of each kind that there is, by nobody.

A kind that says more than who asks has a module here, of its name: ``OLDEST`` holds what its
version 1 says, ``NEWER`` what came later, ``FIELDS`` any values that its fields may have.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from hypothesis import strategies as st

from tests.people import CAMILLE
from wire.codec import Codec
from wire.demandes.demande import Applicant, Assurance
from wire.demandes.kinds import KINDS, Demande

_DEMANDE = Codec[Demande](Demande)


def _told(kind: str, what: str) -> Mapping[str, Any]:
    module = f"{__name__}.{kind}"
    if find_spec(module) is None:
        return {}
    told: Mapping[str, Any] = getattr(import_module(module), what, {})
    return told


def oldest(kind: str) -> Mapping[str, Any]:
    """What version 1 of the kind says besides who asks."""
    return _told(kind, "OLDEST")


def fields_of(kind: str) -> Mapping[str, st.SearchStrategy[Any]]:
    """Any values of what the newest version says besides who asks, by the names of its fields."""
    return _told(kind, "FIELDS")


def demande_of(kind: str, applicant: object, more: Mapping[str, Any]) -> Demande:
    return _DEMANDE.of_plain({"kind": kind, "applicant": applicant, **more})


APPLICANT = Applicant(CAMILLE.nir, CAMILLE.birth_date, CAMILLE.family_name, CAMILLE.given_name)
DEMANDES: tuple[Demande, ...] = tuple(
    demande_of(kind, APPLICANT, {**oldest(kind), **_told(kind, "NEWER")}) for kind in KINDS
)

FOLLOW_UPS = sorted({each.follow_up(sure) for each in DEMANDES for sure in Assurance})
"""All that may become of a request."""
