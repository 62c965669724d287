"""What a kind of paper says of itself, around what only it has to say."""

from dataclasses import dataclass

from kiosk.documents import wording
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class ReferenceLine(Private):
    """One line left of the window. ``remark`` stands under it, in quiet type."""

    label: str
    value: str
    remark: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LetterHead(Private):
    """``title`` names the kind of paper (Latin-1) and nobody: the file is called so. ``subtitle``
    goes on where it is printed large, ``lead`` stands under that. ``number`` is what the paper's
    number is called, ``issued`` its day of issue; ``references`` follow them. ``check`` and
    ``how_to_check`` head and explain the check block, ``truth`` says in the foot what the paper is
    worth."""

    title: str
    subtitle: str
    lead: str
    number: str
    references: tuple[ReferenceLine, ...] = ()
    issued: str = wording.PAPER_ISSUED
    check: str = wording.CHECK_PAPER
    how_to_check: str = wording.CHECK_PAPER_HOW
    truth: str = wording.PAPER_TRUE_TODAY

    @property
    def full_title(self) -> str:
        return f"{self.title} {self.subtitle}".strip()
