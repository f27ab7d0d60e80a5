"""Questions and answers, put together by hand-made parses."""

import pytest

from extraction.answers import answered, confirmed, is_yes, named_answer
from extraction.words import Sentence, Word, written

Row = tuple[str, str, str, str, int]
"""Form, part of speech, tag, dependency and the place of the head; the root is its own."""

PLAYS: list[Row] = [
    ("What", "PRON", "WP", "obj", 3),
    ("does", "AUX", "VBZ", "aux", 3),
    ("Beth", "PROPN", "NNP", "nsubj", 3),
    ("play", "VERB", "VB", "root", 3),
    ("?", "PUNCT", ".", "punct", 3),
]
CHILDREN: list[Row] = [
    ("Do", "AUX", "VBP", "aux", 2),
    ("they", "PRON", "PRP", "nsubj", 2),
    ("have", "VERB", "VB", "root", 2),
    ("children", "NOUN", "NNS", "obj", 2),
    ("?", "PUNCT", ".", "punct", 2),
]
WHO: list[Row] = [
    ("Who", "PRON", "WP", "root", 0),
    ("is", "AUX", "VBZ", "cop", 0),
    ("Vera", "PROPN", "NNP", "nsubj", 0),
    ("?", "PUNCT", ".", "punct", 0),
]
BASS: list[Row] = [("Bass", "NOUN", "NN", "root", 0), (".", "PUNCT", ".", "punct", 0)]
TWO: list[Row] = [("Two", "NUM", "CD", "nummod", 1), ("sons", "NOUN", "NNS", "root", 1)]
HE_ROWS: list[Row] = [("He", "PRON", "PRP", "nsubj", 1), ("rows", "VERB", "VBZ", "root", 1)]


def parsed(rows: list[Row], turn: int = 0) -> Sentence:
    words = [
        Word(place=place, text=text, lemma=text.lower(), pos=pos, tag=tag, dep=dep, morph="",
             start=place, end=place + 1, children=[])
        for place, (text, pos, tag, dep, _) in enumerate(rows)
    ]  # fmt: skip
    for word, (*_, head) in zip(words, rows, strict=True):
        if head != word.place:
            word.head = words[head]
            words[head].children.append(word)
    return Sentence(turn=turn, words=words, root=next(word for word in words if word.head is None))


def test_a_yes_makes_a_statement_of_a_question():
    found = confirmed(parsed(CHILDREN))

    assert found is not None
    assert ("Do they have children", False) == (written(found.words), found.is_question)
    assert "have" == found.root.text


def test_a_yes_says_nothing_about_a_question_with_what():
    assert confirmed(parsed(PLAYS)) is None


def test_the_question_itself_is_left_as_it_was():
    question = parsed(CHILDREN)
    confirmed(question)

    assert question.is_question
    assert ["Do", "they", "children", "?"] == [word.text for word in question.root.children]
    assert [0, 1, 2, 3, 4] == [word.start for word in question.words]


def test_a_fragment_takes_the_place_of_the_question_word():
    found = answered(parsed(PLAYS), parsed(BASS, turn=1))

    assert found is not None
    assert ["does Beth play", "Bass ."] == [
        part.strip() for part in written(found.words).split(";")
    ]
    assert ("play", "Bass") == (found.root.text, found.root.kids("obj")[0].text)


def test_a_statement_made_of_an_answer_belongs_to_the_answers_turn():
    found = answered(parsed(PLAYS), parsed(BASS, turn=1))

    assert found is not None
    assert (1, True) == (found.turn, found.is_answered)
    assert list(range(len(found.words))) == [word.place for word in found.words]


def test_words_of_the_question_stand_nowhere_in_the_answers_turn():
    found = answered(parsed(PLAYS), parsed(BASS, turn=1))

    assert found is not None
    assert {"Bass", "."} == {word.text for word in found.words if word.start >= 0}


def test_who_someone_is_becomes_the_root():
    found = answered(parsed(WHO), parsed(BASS))

    assert found is not None
    assert "Bass" == found.root.text
    assert {"is", "Vera"} <= {word.text for word in found.root.children}


def test_a_whole_clause_is_no_answer_to_put_in():
    assert answered(parsed(PLAYS), parsed(HE_ROWS)) is None
    assert named_answer(parsed(CHILDREN), parsed(HE_ROWS)) is None


def test_a_question_without_a_question_word_has_no_place_for_an_answer():
    assert answered(parsed(CHILDREN), parsed(BASS)) is None


def test_what_kind_of_thing_is_not_answered_word_for_word():
    rows: list[Row] = [("what", "DET", "WDT", "det", 1), ("dog", "NOUN", "NN", "root", 1)]

    assert answered(parsed(rows), parsed(BASS)) is None


def test_a_noun_names_what_a_yes_or_no_question_asked_for():
    found = named_answer(parsed(CHILDREN), parsed(TWO, turn=1))

    assert found is not None
    assert ["sons"] == [word.text for word in found.root.kids("obj")]
    assert "children" not in [word.text for word in found.words]


def test_a_question_without_an_object_asks_for_no_name():
    assert named_answer(parsed(HE_ROWS), parsed(TWO)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes!", True),
        ("yes, we do", True),
        ("That's right.", True),
        ("of course", True),
        ("No, yes", False),
        ("that's wrong", False),
        ("yesterday", False),
        ("...", False),
        ("", False),
    ],
)
def test_a_reply_agrees_by_its_first_words(text: str, expected: bool):
    assert expected == is_yes(text)
