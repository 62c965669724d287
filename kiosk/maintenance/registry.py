"""The tools of staff, in the order of their menu: every one that a module of ``tools`` declares."""

import kiosk.maintenance.tools
from kiosk.domain.maintenance.tool import Tool
from wire.discovery import declared

TOOLS: tuple[Tool, ...] = tuple(
    sorted(declared(kiosk.maintenance.tools, Tool), key=lambda tool: (tool.rank, tool.id))
)
