"""A call that goes as deep as the libraries do, and leaves a name on its thread's stack."""

import sys

_PIECES = ("ZÉPHYRINE-", "QUILLEMINE")


def name() -> str:
    """Made anew each time: nobody keeps it."""
    return "".join(_PIECES)


def spell(levels: int = 40) -> object:
    """Python encodes what has an accent in a buffer on the stack; each level is a call from C."""
    return [*map(spell, [levels - 1])] if levels else len(name().encode())


def wait() -> None:
    """Stays as it is until the other end has looked."""
    print("done", flush=True)
    sys.stdin.readline()
