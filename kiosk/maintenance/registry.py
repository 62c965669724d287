"""The tools of staff, in the order of their menu."""

from kiosk.domain.maintenance.tool import Tool
from kiosk.maintenance.tools import health

TOOLS: tuple[Tool, ...] = (health.TOOL,)
