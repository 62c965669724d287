"""What a statement of refunds by post says."""

from datetime import date

from hypothesis import strategies as st

OLDEST = {"start": "2026-10-01", "end": "2026-10-31"}
_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
FIELDS = {"start": _DAYS, "end": _DAYS, "detailed": st.booleans()}
