"""The registry of kinds: each once, under a slug that the wire takes, named in every language."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from central.papers.period import PaperPeriod
from central.services.registry import KINDS
from central.store.models import PaperRow
from shared_runtime.messages.loading import shipped
from wire.base import Slug


def test_each_kind_is_there_once_under_a_slug() -> None:
    slugs = [kind.slug for kind in KINDS]
    assert len(set(slugs)) == len(slugs)
    for slug in slugs:
        assert TypeAdapter(Slug).validate_python(slug) == slug


def test_the_check_page_has_a_word_for_each_kind_in_each_language() -> None:
    for language, sentences in shipped().sentences.items():
        for kind in KINDS:
            assert sentences.get(f"verifier.kind.{kind.slug}"), (language, kind.slug)


def test_what_the_release_before_issues_is_of_a_kind_there_is() -> None:
    default = PaperRow.__table__.c.kind.server_default
    assert default is not None
    assert getattr(default, "arg", None) in {kind.slug for kind in KINDS}


def test_no_period_ends_before_it_begins() -> None:
    day = date(2026, 11, 22)
    assert PaperPeriod(day, day).end == day
    with pytest.raises(ValueError, match="ends before it begins"):
        PaperPeriod(day, date(2026, 11, 21))
