"""JSON Schemas that callers bring: read once into a plain tree, asked whether a value fits.

A schema from outside may name other servers, refer to itself, double with every level or hold a
pattern that takes for ever: the tree has no references, a bounded size, and patterns are not tried.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from jsonschema.validators import extend
from referencing import Registry

Schema: TypeAlias = dict[str, object]

MOST_PARTS: Final = 2_000
DEEPEST: Final = 20
UNTAKEN: Final = ("$dynamicRef", "$recursiveRef", "patternProperties", "unevaluatedProperties")
NULL: Final[Schema] = {"type": "null"}


def _untried(*_: object) -> None:
    """Find no fault."""


_Checking: Final = extend(Draft202012Validator, {"pattern": _untried, "$ref": _untried})
# without this a reference to another server would be followed
_NOWHERE: Final[Registry[object]] = Registry()


def tree(schema: Mapping[str, object]) -> Schema:
    """Give the schema of an object with every reference in its place.

    Raises ValueError, with the reason in words, for what is no schema, none of an object, too
    large, or refers to itself or to elsewhere.
    """
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise ValueError(f"it is no JSON Schema: {error.message}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    plain = _Reading(schema).plain(schema, ())
    if not isinstance(plain, dict) or not properties(cast("Schema", plain)):
        raise ValueError("it must describe an object with properties")
    return cast("Schema", plain)


def properties(schema: Mapping[str, object]) -> dict[str, Schema]:
    """Give the properties that a schema of an object names."""
    return _schemas(schema.get("properties"))


def branches(schema: Mapping[str, object]) -> list[Schema]:
    """Give the schemas of which a value may follow any, the schema itself when it has none."""
    found = [
        one
        for key in ("anyOf", "oneOf", "allOf")
        if isinstance(given := schema.get(key), list)
        for one in cast("list[object]", given)
        if isinstance(one, dict)
    ]
    return [cast("Schema", one) for one in found] or [dict(schema)]


def kinds(schema: Mapping[str, object]) -> frozenset[str]:
    """Give the types that a schema names."""
    given = schema.get("type", [])
    named = cast("list[object]", given) if isinstance(given, list) else [given]
    return frozenset(str(one) for one in named)


def fits(schema: Mapping[str, object], value: object) -> bool:
    """Tell whether a value is what a plain tree describes, but for patterns of texts."""
    return fault(schema, value) is None


def fault(schema: Mapping[str, object], value: object) -> str | None:
    """Say what is wrong with a value, None when nothing is."""
    try:
        _Checking(dict(schema), registry=_NOWHERE).validate(value)
    except ValidationError as error:
        return error.message
    return None


def optional(schema: Mapping[str, object], *, is_asked: bool = False) -> Schema:
    """Give the schema in which every property may be null or missing.

    As it `is_asked` of a model none may be missing: what it does not know is null.
    """
    wanted = {key: one for key, one in schema.items() if key != "required"}
    named = properties(schema)
    if named:
        wanted["properties"] = {
            name: {"anyOf": [optional(one, is_asked=is_asked), NULL]} for name, one in named.items()
        }
    if named and is_asked:
        wanted["required"] = list(named)
        wanted["additionalProperties"] = False
    if isinstance(items := schema.get("items"), dict):
        wanted["items"] = optional(cast("Schema", items), is_asked=is_asked)
    for key in ("anyOf", "oneOf"):
        if isinstance(schema.get(key), list):
            several = branches({key: schema[key]})
            wanted[key] = [optional(one, is_asked=is_asked) for one in several]
    return wanted


def _schemas(given: object) -> dict[str, Schema]:
    if not isinstance(given, dict):
        return {}
    pairs = cast("dict[str, object]", given).items()
    return {name: cast("Schema", one) if isinstance(one, dict) else {} for name, one in pairs}


class _Reading:
    """One schema being made plain: where its references lead, and how much it has become."""

    def __init__(self, root: Mapping[str, object]) -> None:
        self._root = root
        self._parts = 0

    def plain(self, part: object, inside: tuple[str, ...], depth: int = 0) -> object:
        """Give a part without references; `inside` are those that led here."""
        self._parts += 1
        if self._parts > MOST_PARTS or depth > DEEPEST * 2:
            raise ValueError("it is too large")
        if isinstance(part, list):
            members = cast("list[object]", part)
            return [self.plain(one, inside, depth + 1) for one in members]
        if not isinstance(part, dict):
            return part
        known = cast("Schema", part)
        for word in UNTAKEN:
            if word in known:
                raise ValueError(f"{word} is not taken")
        target = known.get("$ref")
        if isinstance(target, str):
            return self._followed(target, known, inside=inside, depth=depth)
        # a property may be called `definitions`
        hidden = ("$defs",) if depth else ("$defs", "definitions")
        kept = {key: one for key, one in known.items() if key not in hidden}
        return {key: self.plain(one, inside, depth + 1) for key, one in kept.items()}

    def _followed(
        self, target: str, known: Schema, *, inside: tuple[str, ...], depth: int
    ) -> object:
        if target in inside:
            raise ValueError(f"it refers to itself at {target}")
        found: object = self._root
        for name in self._path(target):
            key = name.replace("~1", "/").replace("~0", "~")
            found = found.get(key) if isinstance(found, Mapping) else None
        if not isinstance(found, Mapping):
            raise ValueError(f"there is nothing at {target}")  # noqa: TRY004 - no fault of ours
        beside = {key: one for key, one in known.items() if key != "$ref"}
        return self.plain({**found, **beside}, (*inside, target), depth + 1)

    def _path(self, target: str) -> list[str]:
        if not target.startswith("#/"):
            raise ValueError(f"only references inside of it are followed, not {target}")
        return target[2:].split("/")
