"""How long visits took, from how many ended within which span. Pure."""

from collections.abc import Mapping


def within(spans: Mapping[int, int], share: float) -> int | None:
    """Seconds within which that share of the visits was over: within the span where it falls as if
    they were spread evenly there. ``spans``: visits by the end of their span; None of none."""
    wanted = share * sum(spans.values())
    began, before = 0, 0
    for end in sorted(spans):
        if spans[end] and before + spans[end] >= wanted:
            return round(began + (end - began) * (wanted - before) / spans[end])
        before, began = before + spans[end], end
    return None
