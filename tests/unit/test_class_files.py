"""Java's class files, put together byte by byte, as the virtual machine's specification has it."""

import pytest

from app.services.cypher.class_files import constants

UTF8, INTEGER, LONG, CLASS, STRING = 1, 3, 5, 7, 8
Entry = tuple[int, bytes]


def text(value: bytes) -> Entry:
    return UTF8, len(value).to_bytes(2) + value


def number(value: int) -> Entry:
    return INTEGER, value.to_bytes(4, signed=True)


def string(place: int) -> Entry:
    return STRING, place.to_bytes(2)


def shorts(*values: int) -> bytes:
    return b"".join(value.to_bytes(2) for value in values)


def field(name: int, *attributes: tuple[int, bytes]) -> bytes:
    """Give a field named by a place in the pool, with attributes that are named so too."""
    contents = b"".join(
        shorts(kind) + len(content).to_bytes(4) + content for kind, content in attributes
    )
    return shorts(0x0018, name, 0, len(attributes)) + contents


def class_file(pool: list[Entry], *fields: bytes, interfaces: int = 0) -> bytes:
    """Give a class of the entries, which begin at place 1, and the fields."""
    places = 1 + sum(2 if tag == LONG else 1 for tag, _ in pool)
    entries = b"".join(bytes([tag]) + content for tag, content in pool)
    head = b"\xca\xfe\xba\xbe" + shorts(0, 61, places) + entries
    return head + shorts(0, 0, 0, interfaces, *[0] * interfaces, len(fields)) + b"".join(fields)


NAMES = [text(b"ConstantValue"), text(b"FIELD")]


@pytest.mark.parametrize("value", [0, 1, -1, 2**31 - 1, -(2**31)])
def test_an_integer_is_read_with_its_sign(value: int):
    content = class_file([*NAMES, number(value)], field(2, (1, shorts(3))))

    assert {"FIELD": value} == constants(content)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"", ""),
        (b"abc", "abc"),
        ("ä∂".encode(), "ä∂"),
        (b"a\xc0\x80b", "a\0b"),
        (b"\xed\xa0\x81", "\ud801"),
        (b"\xef\xbf\xbf", "\uffff"),
    ],
)
def test_a_string_is_read_as_java_writes_it(written: bytes, expected: str):
    content = class_file([*NAMES, text(written), string(3)], field(2, (1, shorts(4))))

    assert {"FIELD": expected} == constants(content)


def test_a_long_takes_two_places():
    pool: list[Entry] = [*NAMES, (LONG, bytes(8)), number(7)]
    content = class_file(pool, field(2, (1, shorts(5))))

    assert {"FIELD": 7} == constants(content)


def test_a_long_constant_is_read_as_nought():
    pool: list[Entry] = [*NAMES, (LONG, (5).to_bytes(8))]

    assert {"FIELD": 0} == constants(class_file(pool, field(2, (1, shorts(3)))))


def test_a_field_without_a_constant_is_left_out():
    pool = [*NAMES, text(b"OTHER"), number(7), text(b"Deprecated")]
    content = class_file(pool, field(2), field(3, (5, b"")), field(2, (5, b"any"), (1, shorts(4))))

    assert {"FIELD": 7} == constants(content)


def test_interfaces_are_skipped():
    content = class_file([*NAMES, number(7)], field(2, (1, shorts(3))), interfaces=3)

    assert {"FIELD": 7} == constants(content)


def test_fields_come_in_their_order():
    pool = [*NAMES, number(7), text(b"LATER"), number(8)]
    content = class_file(pool, field(2, (1, shorts(3))), field(4, (1, shorts(5))))

    assert [("FIELD", 7), ("LATER", 8)] == [*constants(content).items()]


def test_a_class_without_fields_has_no_constants():
    assert {} == constants(class_file([*NAMES, (CLASS, shorts(2))]))
