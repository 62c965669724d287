"""Which renderer draws which kind of paper: an import and a line each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kiosk.documents.attestation import render_attestation
from kiosk.documents.place import Place
from kiosk.documents.rendered import Rendered
from wire.attestation import Attestation
from wire.paper import Paper

P = TypeVar("P", bound=Paper)


@dataclass(frozen=True, slots=True)
class _Drawn(Generic[P]):
    """``render`` makes the paper of a ``kind`` at a place."""

    kind: type[P]
    render: Callable[[P, Place], Rendered]


_DRAWN = (_Drawn(Attestation, render_attestation),)
RENDERERS: Mapping[type[Paper], Callable[[Any, Place], Rendered]] = {
    drawn.kind: drawn.render for drawn in _DRAWN
}


def render_paper(paper: Paper, place: Place) -> Rendered | None:
    """``paper`` made at ``place``; None when nothing here draws such a paper."""
    render = RENDERERS.get(type(paper))
    return None if render is None else render(paper, place)
