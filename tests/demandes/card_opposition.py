"""What the report of a lost or stolen card says: since version 2 on which day, too."""

from hypothesis import strategies as st

from wire.demandes.card_opposition import Circumstance

OLDEST = {"circumstance": Circumstance.LOST}
NEWER = {"lost_on": "20261120"}
FIELDS = {
    "circumstance": st.sampled_from(Circumstance),
    "lost_on": st.none() | st.text("0123456789", min_size=8, max_size=8),
}
