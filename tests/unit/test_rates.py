import pytest

from app.services.errors import LimitExceededError
from app.services.rates import Rate, Rates


class Clock:
    def __init__(self) -> None:
        self.now = 120.5

    def __call__(self) -> float:
        return self.now


def test_without_a_limit_nothing_is_counted():
    rates = Rates(0)

    assert rates.count("key") is None
    rates.check(None)


def test_what_is_left_is_told():
    rates = Rates(3, Clock())
    rates.count("key")

    assert Rate(limit=3, remaining=1, reset=180) == rates.count("key")


def test_one_request_too_many_is_refused_until_the_next_minute():
    clock = Clock()
    rates = Rates(1, clock)
    rates.check(rates.count("key"))
    clock.now = 150.0

    with pytest.raises(LimitExceededError) as refused:
        rates.check(rates.count("key"))
    clock.now = 180.0
    rates.check(rates.count("key"))

    assert 30 == refused.value.retry_after


def test_each_key_has_its_own_minute():
    rates = Rates(1, Clock())
    rates.check(rates.count("one"))
    rates.check(rates.count("other"))


def test_nothing_left_is_never_less_than_nothing():
    headers = dict(Rate(limit=1, remaining=-3, reset=180).headers)

    assert b"0" == headers[b"x-ratelimit-remaining"]
