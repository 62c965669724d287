"""What is told of a simulated fleet, in lines."""

from collections.abc import Iterator, Sequence

from devdock.fleet.tally import ExchangeTally


def shown(tally: ExchangeTally, seconds: float) -> Iterator[str]:
    """``seconds``: for how long it ran."""
    answered = len(tally.exchange_ms)
    yield f"exchanges: {answered}, {answered / seconds:.1f} a second"
    yield f"looks: {tally.looks}, {tally.looks / seconds:.1f} a second"
    yield f"actions: {tally.actions}, {tally.actions / seconds:.1f} a second"
    yield f"exchange: {_spread(tally.exchange_ms)}"
    yield f"of that a new connection: {_spread(tally.connect_ms)}, {len(tally.connect_ms)} times"
    errors = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.errors.items()))
    yield f"errors: {errors or 'none'}"
    loss = tally.loss()
    if loss is not None:
        yield (
            f"central was lost by {loss.kiosks} kiosks for {loss.outage_s:.1f} s; "
            + (
                f"{loss.still_away} are still away"
                if loss.back_s is None
                else f"all were back {loss.back_s:.1f} s after the first"
            )
        )


def percentile(values: Sequence[float], share: float) -> float:
    """Of nearest rank, of at least one value."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share / 100))]


def _spread(values_ms: Sequence[float]) -> str:
    if not values_ms:
        return "none"
    figures = (f"p{share} {percentile(values_ms, share):.0f} ms" for share in (50, 95, 99))
    return ", ".join(figures)
