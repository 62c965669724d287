"""Who is asked about a receipt, and by which clock it is dated."""

from dataclasses import dataclass
from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class CaisseContact:
    """``caisse``: its name; ``horaires``: a sentence on when ``telephone`` answers, in French."""

    caisse: str
    telephone: str
    horaires: str
    fuseau: tzinfo
