"""What the report of an accident that somebody else caused says."""

from hypothesis import strategies as st

from wire.demandes.third_party_accident import Accident, Responsible

_LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=38)
OLDEST = {"accident": Accident.ROAD, "on": "20261114", "report": False, "work": True}
NEWER = {
    "place": "LYON",
    "responsible": Responsible("GARAGE DU PONT", "ASSURANCES DU PONT", "2026-0042"),
}
FIELDS = {
    "accident": st.sampled_from(Accident),
    "on": st.text("0123456789", min_size=8, max_size=8),
    "report": st.booleans(),
    "work": st.booleans(),
    "place": st.none() | _LINES,
    "responsible": st.none()
    | st.builds(
        Responsible, name=st.none() | _LINES, insurer=st.none() | _LINES, claim=st.none() | _LINES
    ),
}
