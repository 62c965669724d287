"""Where a paper was made: the agency and the kiosk named in its foot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceOfIssue:
    """``agence``: its name as people know it; ``borne``: the kiosk's number there, as text."""

    agence: str
    borne: str
