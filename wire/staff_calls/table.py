"""The table of what staff may ask: every row that a module of this package declares."""

from collections.abc import Mapping
from typing import Any

import wire.staff_calls
from wire.discovery import declared
from wire.staff_calls.staff_call import StaffCall

STAFF_CALLS: Mapping[str, StaffCall[Any, Any]] = {
    call.name: call for call in declared(wire.staff_calls, StaffCall)
}
"""By their names."""
