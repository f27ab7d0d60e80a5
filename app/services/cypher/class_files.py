"""Reads the constants that a compiled Java class declares; nothing of the class is run."""

import struct
from collections.abc import Iterator
from typing import Final, TypeAlias

import msgspec

UTF8: Final = 1
INTEGER: Final = 3
STRING: Final = 8
WIDE: Final = (5, 6)  # long and double take two places in the pool
# bytes after the tag, by tag (JVM specification, 4.4)
SIZES: Final = {
    3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4,
    19: 2, 20: 2,
}  # fmt: skip
START: Final = 8
HEADER_AFTER_POOL: Final = 6
CONSTANT: Final = b"ConstantValue"

Entry: TypeAlias = tuple[int, bytes]


class _Cursor(msgspec.Struct):
    content: bytes
    place: int

    def take(self, size: int) -> bytes:
        taken = self.content[self.place : self.place + size]
        self.place += size
        return taken

    def short(self) -> int:
        return int.from_bytes(self.take(2))

    def word(self) -> int:
        return int.from_bytes(self.take(4))


def constants(content: bytes) -> dict[str, int | str]:
    """Give the static final integers and strings of a class file, by the names of their fields."""
    cursor = _Cursor(content, START)
    pool = _pool(cursor)
    cursor.take(HEADER_AFTER_POOL)
    cursor.take(2 * cursor.short())
    return dict(_fields(cursor, pool))


def _pool(cursor: _Cursor) -> dict[int, Entry]:
    pool: dict[int, Entry] = {}
    place, count = 1, cursor.short()
    while place < count:
        tag = cursor.take(1)[0]
        pool[place] = tag, cursor.take(cursor.short() if tag == UTF8 else SIZES[tag])
        place += 2 if tag in WIDE else 1
    return pool


def _fields(cursor: _Cursor, pool: dict[int, Entry]) -> Iterator[tuple[str, int | str]]:
    for _ in range(cursor.short()):
        _, name, _, attributes = (cursor.short() for _ in range(4))
        for _ in range(attributes):
            is_constant = pool[cursor.short()][1] == CONSTANT
            content = cursor.take(cursor.word())
            if is_constant:
                yield pool[name][1].decode(), _value(pool, int.from_bytes(content))


def _value(pool: dict[int, Entry], place: int) -> int | str:
    match pool[place]:
        case (tag, content) if tag == INTEGER:
            return struct.unpack(">i", content)[0]
        case (tag, content) if tag == STRING:
            # Java writes NUL as two bytes and leaves surrogates alone
            text = pool[int.from_bytes(content)][1].replace(b"\xc0\x80", b"\0")
            return text.decode("utf-8", "surrogatepass")
        case _:
            return 0
