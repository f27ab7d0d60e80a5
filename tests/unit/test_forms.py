import pytest

from app.services.errors import InvalidRequestError
from app.services.forms import form_of, profile_form_of

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}


@pytest.mark.parametrize(
    "given", [SCHEMA, '{"type": "object", "properties": {"city": {"type": "string"}}}'], ids=str
)
def test_a_schema_is_an_object_or_its_text(given: object):
    assert SCHEMA == form_of(given)


@pytest.mark.parametrize(
    "given",
    [None, "", {}, "nonsense", "[]", "[" * 5000, [], 1, {"type": "nonsense"}, {"type": "object"}],
    ids=lambda given: str(given)[:20],
)
def test_what_is_no_schema_is_refused_in_the_words_that_clients_know(given: object):
    with pytest.raises(InvalidRequestError, match="Schema is required and must be a valid object"):
        form_of(given)


def test_a_schema_has_an_end():
    large = {name: {"type": "string"} for name in map(str, range(3000))}

    with pytest.raises(InvalidRequestError, match="bytes"):
        form_of({"type": "object", "properties": large})


def test_every_property_of_a_profile_says_what_it_is_for():
    with pytest.raises(InvalidRequestError, match="the property city needs a description"):
        profile_form_of(SCHEMA)
