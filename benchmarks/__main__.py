"""``python -m benchmarks``: every measurement beside its budget; code 1 when one is over."""

import sys

from benchmarks import card, paper


def main() -> int:
    findings = [*card.findings(), *paper.findings()]
    for finding in findings:
        verdict = "ok" if finding.kept else "OVER"
        print(
            f"{verdict:4}  {finding.name:32} {finding.cost_ms:8.2f} ms"
            f"  of {finding.budget_ms:.0f} ms  ({finding.measured})"
        )
    return 0 if all(finding.kept for finding in findings) else 1


if __name__ == "__main__":
    sys.exit(main())
