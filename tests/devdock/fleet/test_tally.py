from devdock.fleet.tally import ExchangeTally, Loss, together


def test_what_was_never_away_was_not_lost() -> None:
    tally = ExchangeTally()
    tally.answered("a", 1.0, 5.0)
    assert tally.loss() is None


def test_all_are_back_when_the_last_one_is() -> None:
    one, other = ExchangeTally(), ExchangeTally()
    one.failed("a", 10.0, "network", None)
    one.failed("a", 12.0, "status 503", None)
    other.failed("b", 11.0, "timeout", None)
    one.answered("a", 15.0, 5.0)
    other.answered("b", 19.0, 5.0)
    assert together([one, other]).loss() == Loss(2, 5.0, 4.0, 0)


def test_who_is_still_away_is_told() -> None:
    tally = ExchangeTally()
    for kiosk in ("a", "b"):
        tally.failed(kiosk, 10.0, "network", None)
    tally.answered("a", 12.0, 5.0)
    assert tally.loss() == Loss(2, 2.0, None, 1)


def test_who_is_refused_or_troubled_is_not_away() -> None:
    tally = ExchangeTally()
    tally.failed("a", 10.0, "status 401", None)
    tally.failed("b", 10.0, "network", "silent")
    assert tally.loss() is None
    assert tally.errors == {"status 401": 1, "network (silent)": 1}


def test_actions_are_counted_and_the_refused_among_the_errors() -> None:
    one, other = ExchangeTally(), ExchangeTally()
    for refused in (None, None, "bad-digest"):
        one.settled(refused)
    other.settled(None)
    both = together([one, other])
    assert (both.actions, both.errors) == (3, {"action bad-digest": 1})
