"""How a call is refused: raised anywhere below the routes, told as a problem by them."""

from wire.problem import ProblemType


class ProblemError(Exception):
    """Ends a call with a problem as its answer; the text is the type's slug alone."""

    def __init__(self, kind: ProblemType, *, retry_after_s: int | None = None) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.retry_after_s = retry_after_s
