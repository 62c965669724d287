"""The check as the public may have it: counted by its code when there is such a code."""

from central.papers.checking import Claim, Unissued, Verdict, check
from central.web.verifier.container import PublicContainer
from central.web.verifier.limits import TooMany


def limited_check(container: PublicContainer, claim: Claim) -> Verdict | TooMany:
    """Answers one check, unless there were too many of this code."""
    verdict = check(container.engine, container.key, claim)
    if isinstance(verdict, Unissued):
        return verdict
    wait_s = container.counts.code_wait_s(claim.code)
    return verdict if wait_s is None else TooMany(wait_s)
