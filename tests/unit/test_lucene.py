import pytest

from graph.lucene import LONGEST_WORD, MOST_WORDS, named, scoped, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does Ada like?", ["what", "does", "ada", "like"]),
        ("Ada's tea, ADA'S tea", ["ada's", "tea"]),
        ('a AND (b OR "c") NOT d~2^5', ["a", "and", "b", "or", "c", "not", "d", "2", "5"]),
        ("text:* -x +y \\ / [1 TO 2] {}", ["text", "x", "y", "1", "to", "2"]),
        ("café 茶 🍵", ["café", "茶"]),
        ("'' ?!", []),
    ],
)
def test_words_hold_no_syntax(text: str, expected: list[str]):
    assert expected == words(text)


def test_words_are_limited_in_number_and_length():
    many = " ".join(f"w{number}" for number in range(3000)) + " " + "x" * (LONGEST_WORD + 1)

    assert MOST_WORDS == len(words(many))
    assert [] == words("x" * (LONGEST_WORD + 1))


def test_a_scope_is_required_and_weighs_nothing():
    assert "+scope_terms:(+j1)^0 +text:(green tea)" == scoped(["green", "tea"], "(+j1)")


def test_without_words_there_is_no_query():
    assert scoped([], "(+j1)") is None
    assert named([], ["o1"]) is None
    assert named(["ada"], []) is None


def test_entities_are_named_among_the_owners():
    assert "+owner_key:(o1 o2)^0 +(name:(ada) aliases:(ada))" == named(["ada"], ["o1", "o2"])
