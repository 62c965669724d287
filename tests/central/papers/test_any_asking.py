"""Whatever is asked for in whatever order: an action has one paper, and that one or none again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.papers.checking import Claim, Genuine, check
from central.papers.issuing import issue
from central.papers.period import PaperPeriod
from central.runtime.problem_error import ProblemError
from tests.central.papers.releve import SLUG, IssueReleve, Payment, Payments, Releve, releve_of
from tests.central.papers.test_second_kind import session_of
from tests.central.world import PEOPLE, World

SLUGS = ("marie-helene-dupont-test", "camille-martin")
DAYS = tuple(date(2026, 9, day) for day in (1, 2, 3))
PERIODS = tuple(PaperPeriod(start, end) for start in DAYS for end in DAYS if start <= end)


@dataclass(frozen=True, slots=True)
class Asked:
    action: int
    slug: str
    period: PaperPeriod
    payments: tuple[Payment, ...]

    @property
    def said(self) -> object:
        """What makes two papers one: whose, of when, and what was paid within it."""
        start, end = self.period.start, self.period.end
        within = tuple(each for each in self.payments if start <= each.on <= end)
        return self.slug, self.period, within


ASKED = st.builds(
    Asked,
    st.integers(0, 2),
    st.sampled_from(SLUGS),
    st.sampled_from(PERIODS),
    st.tuples(*(st.builds(Payment, st.just(day), st.sampled_from((-200, 100))) for day in DAYS)),
)


@given(sequence=st.lists(ASKED, min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_action_has_one_paper(world: World, sequence: list[Asked]) -> None:
    sessions = {slug: session_of(world, slug) for slug in SLUGS}
    actions = [uuid4() for _ in range(3)]
    first: dict[UUID, tuple[object, Releve]] = {}
    for asked in sequence:
        action, period = actions[asked.action], asked.period
        payments: Payments = {PEOPLE[asked.slug].nir: asked.payments}
        body = IssueReleve(action, period.start, period.end)
        kind = releve_of(payments)
        said = first.get(action, (asked.said, None))[0]
        if said != asked.said:
            with pytest.raises(ProblemError, match="action-conflict"):
                issue(world.container, sessions[asked.slug], kind, body)
        else:
            paper = issue(world.container, sessions[asked.slug], kind, body)
            assert first.setdefault(action, (said, paper)) == (said, paper)
    papers = [paper for _, paper in first.values()]
    assert len({paper.numero for paper in papers}) == len(papers)
    assert len({paper.code_controle for paper in papers}) == len(papers)


@given(
    slug=st.sampled_from(SLUGS),
    start=st.dates(date(1900, 1, 1), date(2026, 11, 22)),
    days=st.integers(0, 800),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_check_tells_the_period_that_was_issued(
    world: World, slug: str, start: date, days: int
) -> None:
    today = world.container.today()
    period = PaperPeriod(start, min(today, date.fromordinal(start.toordinal() + days)))
    asked = IssueReleve(uuid4(), period.start, period.end)
    paper = issue(world.container, session_of(world, slug), releve_of({}), asked)
    person = PEOPLE[slug]
    claim = Claim(paper.code_controle, person.family_name, person.birth_date)
    told = check(world.container.engine, world.container.keys.check_key, claim)
    assert told == Genuine(SLUG, today, None, period)
