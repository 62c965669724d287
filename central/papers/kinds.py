"""The kinds of paper that this central issues."""

from typing import Any

from central.papers.attestation import ATTESTATION_DROITS
from central.papers.paper import PaperKind

KINDS: tuple[PaperKind[Any, Any], ...] = (ATTESTATION_DROITS,)
