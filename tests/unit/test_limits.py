import pytest

from app.services.errors import InvalidRequestError
from app.services.limits import (
    DEEPEST,
    LARGEST_INTEGER,
    LONGEST_ID,
    SMALLEST_INTEGER,
    check_id,
    check_json,
    check_text,
)


def nested(depth: int) -> object:
    """Put a word into so many lists."""
    value: object = "word"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", ["mira", " mira ", "a/b", "茶", "x" * LONGEST_ID, "\x01"])
def test_an_id_may_be_anything_that_can_be_indexed(value: str):
    check_id(value, "user_id")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "user_id must not be blank"),
        (" \t\n", "user_id must not be blank"),
        ("x" * (LONGEST_ID + 1), "user_id may have at most 512 characters"),
        ("a\0b", "user_id must not contain the character NUL"),
        ("a\udc00", "user_id contains a lone surrogate"),
    ],
)
def test_an_id_that_can_not_be_stored_is_refused(value: str, said: str):
    with pytest.raises(InvalidRequestError, match=said) as raised:
        check_id(value, "user_id")

    assert "user_id" == raised.value.field


@pytest.mark.parametrize("value", ["", " ", "a\nb", "🍵", "\ue000", "\ud7ff"])
def test_text_may_be_blank_and_hold_any_letter(value: str):
    check_text(value, "messages")


@pytest.mark.parametrize("code", [0, 0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_letters_that_no_driver_can_send_are_refused_wherever_they_stand(code: int):
    with pytest.raises(InvalidRequestError, match="messages"):
        check_text(f"tea{chr(code)}time", "messages")


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        1.5,
        LARGEST_INTEGER,
        SMALLEST_INTEGER,
        1e300,
        {"a": [1, {"b": ("x", None)}]},
        nested(DEEPEST),
    ],
)
def test_json_that_fits_is_let_in(value: object):
    check_json(value, "metadata")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (LARGEST_INTEGER + 1, "64 bits"),
        (SMALLEST_INTEGER - 1, "64 bits"),
        ({"a": [1, {"b": 2**70}]}, "64 bits"),
        ({"a": "x\0"}, "NUL"),
        ({"a\0": "x"}, "NUL"),
        ([["fine"], [{"\ud800": 1}]], "lone surrogate"),
        (("fine", "\udfff"), "lone surrogate"),
        (nested(DEEPEST + 1), "nested deeper than 100 levels"),
        (nested(100_000), "nested deeper than 100 levels"),
    ],
)
def test_json_is_searched_to_the_bottom(value: object, said: str):
    with pytest.raises(InvalidRequestError, match=said) as raised:
        check_json(value, "metadata")

    assert "metadata" == raised.value.field
