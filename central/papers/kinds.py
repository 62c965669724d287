"""The kinds of paper that this central issues: each that a module of this package declares."""

from typing import Any

import central.papers
from central.papers.paper import PaperKind
from wire.discovery import declared

KINDS: tuple[PaperKind[Any, Any], ...] = declared(central.papers, PaperKind)
