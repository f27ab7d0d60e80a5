import pytest

from app.services.questions import meaning


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
