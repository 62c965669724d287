"""What a kind of paper is to the printer: how it is drawn, and papers of nobody to look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.rendered import Rendered
from wire.paper import Paper

P = TypeVar("P", bound=Paper)


@dataclass(frozen=True, slots=True)
class Sample(Generic[P]):
    """A paper of people who do not exist. ``about``: what there is to see on it."""

    about: str
    paper: P


@dataclass(frozen=True, slots=True)
class Drawn(Generic[P]):
    """``render`` makes the paper of a ``kind`` at a place. ``command``: the word by which ``kiosk
    document`` knows it, and its ``samples`` by the names that it knows: they lie in a module of
    their own, which a kiosk that prints never loads."""

    kind: type[P]
    render: Callable[[P, PlaceOfIssue], Rendered]
    command: str
    samples: Callable[[], Mapping[str, Sample[P]]]
