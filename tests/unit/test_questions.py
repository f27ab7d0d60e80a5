import pytest

from app.services.questions import meaning, names_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When did Caroline go to the group?", "When did go to the group?"),
        ("What does Ada's brother like", "What does brother like"),
        ("what is her name", "what is her name"),
        ("WHAT DOES ADA LIKE", "WHAT DOES ADA LIKE"),
        ("Oslo", "Oslo"),
        ("Ada Bo", "Ada Bo"),
        ("Ada ?", "Ada ?"),
        ("", ""),
        ("   ", "   "),
    ],
)
def test_names_inside_a_sentence_are_left_out(text: str, expected: str):
    assert expected == meaning(text)


def test_names_are_looked_for_as_they_are_written_and_as_they_are_compared():
    assert ["does", "zoë's", "zoe", "brother", "row"] == names_in("Does Zoë's brother row?")


def test_a_question_without_words_has_no_names():
    assert [] == names_in("?!")
