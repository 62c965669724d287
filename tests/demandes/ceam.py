"""What the order of European cards says: since version 2 whose, too."""

from hypothesis import strategies as st

from wire.demandes.ceam import CeamPerson

_NAMES = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=80
)
NEWER = {"people": (CeamPerson("MARTIN", "Zoé", "20160301"),)}
PEOPLE = st.builds(
    CeamPerson,
    family_name=_NAMES,
    given_name=st.just("") | _NAMES,
    birth_date=st.text("0123456789", min_size=8, max_size=8),
    birth_rank=st.none() | st.integers(2, 9),
)
FIELDS = {"people": st.none() | st.lists(PEOPLE, min_size=1, max_size=19).map(tuple)}
