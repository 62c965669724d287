"""The check as the public may have it: counted by its code when there is such a code."""

from central.papers.checking import CheckResult, Claim, Unissued, check
from central.web.verifier.container import PublicContainer
from central.web.verifier.limits import TooManyChecks


def limited_check(container: PublicContainer, claim: Claim) -> CheckResult | TooManyChecks:
    """Answers one check, unless there were too many of this code."""
    verdict = check(container.engine, container.key, claim)
    if isinstance(verdict, Unissued):
        return verdict
    wait_s = container.counts.code_wait_s(claim.code)
    return verdict if wait_s is None else TooManyChecks(wait_s)
