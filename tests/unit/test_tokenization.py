"""The tokenizer splits as the treebanks do."""

import pytest
import spacy

from extraction.training.tokenization import changed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wow!!!", ["wow", "!!!"]),
        ("really?!", ["really", "?!"]),
        ("*****", ["*****"]),
        ("_____", ["_____"]),
        ("***news***", ["***", "news", "***"]),
        ("<<reply>>", ["<<", "reply", ">>"]),
        ("at 5 p.m.?", ["at", "5", "p.m.", "?"]),
        ("I wanna go", ["I", "wan", "na", "go"]),
        ("Wanna go", ["Wan", "na", "go"]),
        ("alot of it", ["a", "lot", "of", "it"]),
        ("an e-mail", ["an", "e-mail"]),
        ("im gonna", ["i", "m", "gon", "na"]),
        ("I don't.", ["I", "do", "n't", "."]),
    ],
)
def test_text_is_split_into_the_words_of_a_treebank(text: str, words: list[str]):
    nlp = changed(spacy.blank("en"))

    assert words == [token.text for token in nlp(text)]
