"""A connection that only its own thread touches, and a deadline in front of it."""

import threading
from collections.abc import Callable

import pytest

from kiosk.hardware.cups.connection import BoundedConnection, Failing, SpoolerError


class Service:
    """Counts connections and remembers who made and used each."""

    def __init__(self) -> None:
        self.made: list[threading.Thread] = []

    def connect(self) -> "Service":
        self.made.append(threading.current_thread())
        return self


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def connection(service):
    made = BoundedConnection("test-connection", service.connect)
    yield made
    made.close()


def user(_connection: Service) -> threading.Thread:
    return threading.current_thread()


def raising(failing: Failing) -> Callable[[Service], None]:
    def work(_connection: Service) -> None:
        raise SpoolerError(failing)

    return work


def test_one_thread_makes_and_uses_the_connection(service, connection):
    assert service.made == []
    users = {connection.call(user, 5), connection.call(user, 5)}
    assert users == {*service.made}
    assert threading.current_thread() not in users
    assert len(service.made) == 1


@pytest.mark.parametrize(
    ("failing", "connections"), [(Failing.ABSENT, 2), (Failing.REFUSED, 1), (Failing.NOT_FOUND, 1)]
)
def test_only_a_lost_connection_is_made_anew(service, connection, failing, connections):
    with pytest.raises(SpoolerError) as raised:
        connection.call(raising(failing), 5)
    assert raised.value.failing is failing
    connection.call(user, 5)
    assert len(service.made) == connections


def test_a_hung_call_ends_in_time_and_only_one_thread_is_ever_stuck(service, connection):
    answer, entered = threading.Event(), threading.Event()

    def hang(_connection: Service) -> None:
        entered.set()
        answer.wait(10)

    for _ in range(3):
        with pytest.raises(SpoolerError) as raised:
            connection.call(hang, 0.05)
        assert raised.value.failing is Failing.HUNG
    assert entered.is_set()
    assert len(service.made) == 1
    (stuck,) = service.made
    answer.set()
    stuck.join(5)
    assert not stuck.is_alive()
    assert connection.call(user, 5) is not stuck
    assert len(service.made) == 2


def test_a_bug_in_a_call_reaches_the_caller_and_the_thread_lives_on(service, connection):
    def bug(_connection: Service) -> None:
        raise KeyError("printer")

    with pytest.raises(KeyError):
        connection.call(bug, 5)
    connection.call(user, 5)
    assert len(service.made) == 1


def test_nothing_is_opened_before_the_first_call(service):
    BoundedConnection("unused", service.connect).close()
    assert service.made == []


def test_the_text_of_a_failure_says_how_and_nothing_more():
    assert str(SpoolerError(Failing.HUNG)) == "print service: hung"
