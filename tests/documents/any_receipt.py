"""Whatever a receipt may tell, and whatever the agency is called."""

from hypothesis import strategies as st

from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.receipt_samples import RECEIPTS
from kiosk.domain.receipt import Receipt
from tests.demandes import FOLLOW_UPS
from wire.demandes.kinds import KINDS

ANY_RECEIPT = st.builds(
    Receipt,
    st.from_regex(r"[0-9A-Z-]{8,40}", fullmatch=True),
    st.just(next(iter(RECEIPTS.values())).receipt.made_at),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(FOLLOW_UPS),
    st.booleans(),
)
ANY_PLACE = st.builds(PlaceOfIssue, st.text(min_size=1, max_size=120), st.just("07"))
