"""Every event that the kiosk's processes may log: its level, its fields, what it means.

A line of another name, and a field that is not named here, do not get into the log. The page
docs/events.md is made from this.
"""

from collections.abc import Mapping

from kiosk.runtime.log_events.both import BOTH
from kiosk.runtime.log_events.fleet import FLEET
from kiosk.runtime.log_events.screen import SCREEN
from kiosk.runtime.log_events.staff import STAFF
from kiosk.runtime.log_events.sync import LINE_AND_QUEUE
from shared_runtime.log_event import LogEvent

SYNC: Mapping[str, LogEvent] = {**LINE_AND_QUEUE, **STAFF, **FLEET}
CATALOGUE: Mapping[str, LogEvent] = {**SCREEN, **SYNC, **BOTH}
