"""What a statement of daily allowances by post says: the days."""

from datetime import date

from hypothesis import strategies as st

OLDEST = {"start": date(2026, 8, 1), "end": date(2026, 11, 22)}
_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
FIELDS = {"start": _DAYS, "end": _DAYS}
