"""What may be said of a paper that was stopped on its way: one rule for every printer."""

from kiosk.domain.paper import MaybePrinted, NotPrinted, PaperTrouble, PrintOutcome

SEEN_AT_THE_PRINTER = frozenset(
    {
        PaperTrouble.PAPER_OUT,
        PaperTrouble.PAPER_JAM,
        PaperTrouble.COVER_OPEN,
        PaperTrouble.TRAY_MISSING,
        PaperTrouble.OUTPUT_FULL,
        PaperTrouble.TONER_EMPTY,
    }
)
"""Faults that the printer itself reports, while it holds the page back."""


def stopped(trouble: PaperTrouble, pages: int, *, begun: bool, anew: bool = False) -> PrintOutcome:
    """The outcome of a document of ``pages`` that ``trouble`` ended and that is cancelled.

    Nothing came out when the printer had nothing of it (not ``begun``), or when its only page was
    held back by a fault one can see. Of several pages some may be out, and so may the page of a
    document that the service began ``anew``.
    """
    if not begun:
        return NotPrinted(trouble)
    if trouble in SEEN_AT_THE_PRINTER and pages == 1 and not anew:
        return NotPrinted(trouble)
    return MaybePrinted()
