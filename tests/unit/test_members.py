"""Which addresses name a member."""

import pytest

from app.services.errors import InvalidRequestError
from app.services.members import checked_email


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  ada@example.org\n", "ada@example.org"),
        ("Ada@Example.org", "Ada@Example.org"),
        ("a@b", "a@b"),
        ("å@例え.jp", "å@例え.jp"),
    ],
)
def test_an_address_loses_its_blanks_only(given: str, expected: str):
    assert expected == checked_email(given)


@pytest.mark.parametrize(
    "given", ["", " ", "@", " @ ", "ada", "ada@", "@example.org", "@@", "ada @ "]
)
def test_what_has_nothing_on_both_sides_is_no_address(given: str):
    with pytest.raises(InvalidRequestError, match="is not an e-mail address") as refusal:
        checked_email(given)

    assert "email" == refusal.value.field


@pytest.mark.parametrize("given", ["a\0@b", "a\ud800@b", f"{'a' * 512}@b"])
def test_an_address_that_can_t_be_stored_is_refused(given: str):
    with pytest.raises(InvalidRequestError) as refusal:
        checked_email(given)

    assert "email" == refusal.value.field
