"""The table of calls: every row that a module of this package declares."""

from collections.abc import Mapping
from typing import Any

import wire.calls
from wire.calls.call import Call
from wire.discovery import declared

CALLS: Mapping[str, Call[Any, Any]] = {call.name: call for call in declared(wire.calls, Call)}
"""By their names, which stand in logs."""
