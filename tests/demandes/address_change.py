"""What a change of address says."""

from hypothesis import strategies as st

from wire.demandes.address_change import PostalAddress

ADDRESS = PostalAddress(
    street="8 MONTEE DES TABLES", complement="BATIMENT C", postcode="69005", city="LYON"
)
OLDEST = {"address": ADDRESS}
_LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=38)
FIELDS = {
    "address": st.builds(
        PostalAddress,
        street=_LINES,
        postcode=st.from_regex(r"[0-9]{5}", fullmatch=True),
        city=_LINES,
        complement=st.none() | _LINES,
    )
}
