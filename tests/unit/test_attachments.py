from base64 import b64encode
from datetime import UTC, datetime

import msgspec
import pytest

from app.routes.add_bodies import AddBody
from app.routes.attachments import NO_TEXT, NO_URL, NOT_FETCHED, UNREAD, read
from app.services.errors import InvalidRequestError

TEXT = "I lives_in Oslo. Æ"
PACKED = b64encode(TEXT.encode()).decode()


def body(*parts: object, **more: object) -> AddBody:
    given = {"messages": [{"role": "user", "content": list(parts)}], "user_id": "mira", **more}
    return msgspec.convert(given, AddBody)


@pytest.mark.parametrize("kind", ["txt_url", "mdx_url"])
@pytest.mark.parametrize(
    "url",
    [
        PACKED,
        f"{PACKED[:8]}\n{PACKED[8:]}",
        f"data:text/plain;base64,{PACKED}",
        f"data:text/plain;charset=utf-8;base64,{PACKED}",
        f"data:;BASE64,{PACKED}",
        "data:,I%20lives_in%20Oslo.%20%C3%86",
    ],
)
def test_text_inside_an_address_is_read(kind: str, url: str):
    assert (TEXT, None) == read(kind, {"url": url})


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("txt_url", {"url": "https://example.org/a.txt"}, NOT_FETCHED),
        ("mdx_url", {"url": "HTTP://example.org"}, NOT_FETCHED),
        ("txt_url", {"url": "file:///etc/passwd"}, NOT_FETCHED),
        ("txt_url", {"url": "no base64!"}, NO_TEXT),
        ("txt_url", {"url": "data:text/plain"}, NO_TEXT),
        ("txt_url", {"url": b64encode(b"\xff\xfe").decode()}, NO_TEXT),
        ("txt_url", {}, NO_URL),
        ("txt_url", None, NO_URL),
        ("txt_url", 3, NO_URL),
        ("pdf_url", {"url": "data:,x"}, UNREAD["pdf_url"]),
        ("image_url", {"url": "data:,x"}, UNREAD["image_url"]),
    ],
    ids=str,
)
def test_what_is_not_read_says_why(kind: str, given: object, expected: str):
    assert ("", expected) == read(kind, given)


def test_parts_are_put_together_and_told_one_by_one():
    addition = body(
        {"type": "text", "text": "Hello"},
        {"type": "txt_url", "txt_url": {"url": PACKED}},
        {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}},
        "Bye",
    ).addition()

    assert f"Hello\n{TEXT}\nBye" == addition.messages[0].text
    assert [(0, 1, "txt_url", "read"), (0, 2, "image_url", "skipped")] == [
        (part.message, part.part, part.type, part.outcome) for part in addition.parts
    ]


def test_a_part_alone_needs_no_list():
    given = {"type": "txt_url", "txt_url": {"url": PACKED}}
    message = {"role": "user", "content": given}
    addition = msgspec.convert({"messages": [message], "user_id": "mira"}, AddBody).addition()

    assert TEXT == addition.messages[0].text


def test_nothing_that_can_be_read_is_an_error_with_the_reason():
    picture = {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}

    with pytest.raises(InvalidRequestError, match="images are not read"):
        body(picture).addition()


@pytest.mark.parametrize(
    "filters",
    [
        {"user_id": "ben"},
        {"userId": "ben"},
        {"AND": [{"user_id": "ben"}]},
        {"and": [{"userId": "ben"}, 3]},
    ],
    ids=str,
)
def test_ids_may_stand_in_filters(filters: dict[str, object]):
    given = {"messages": "x", "filters": filters}

    assert "ben" == msgspec.convert(given, AddBody).addition().ids.user_id


@pytest.mark.parametrize("filters", [{"user_id": "ada"}, {"user_id": 3}], ids=str)
def test_ids_that_disagree_are_an_error(filters: dict[str, object]):
    with pytest.raises(InvalidRequestError):
        body("x", filters=filters).addition()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"observation_datetime": 1_600_000_000}, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        ({"observation_date": "2020-09-13"}, datetime(2020, 9, 13, 12, tzinfo=UTC)),
        (
            {"observation_date": "2020-09-13", "timezone": "Asia/Tokyo"},
            datetime(2020, 9, 13, 3, tzinfo=UTC),
        ),
        ({"observation_date": ""}, None),
        ({}, None),
    ],
    ids=str,
)
def test_relative_dates_count_from_the_observation(
    given: dict[str, object], expected: datetime | None
):
    assert expected == body("x", **given).addition().observed_at


@pytest.mark.parametrize(
    "given",
    [{"observation_date": "soon"}, {"observation_date": "2020-01-01", "timezone": "Mars/Base"}],
    ids=str,
)
def test_an_observation_that_can_t_be_is_an_error(given: dict[str, object]):
    with pytest.raises(InvalidRequestError):
        body("x", **given).addition()


@pytest.mark.parametrize(("given", "expected"), [(None, True), (True, True), (False, False)])
def test_dates_are_read_unless_they_are_not_wanted(given: bool | None, expected: bool):
    assert expected == body("x", temporal_reasoning=given).addition().reads_time
