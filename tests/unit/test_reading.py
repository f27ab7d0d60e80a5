"""Text into parsed sentences: places, turns, times left out, hyphens, broken characters."""

import pytest

from extraction.parsing import load
from extraction.reading import Reader
from extraction.words import Sentence, written


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load())


def one(reader: Reader, text: str) -> Sentence:
    ((sentence,),) = reader.read([text])
    return sentence


@pytest.mark.parametrize(
    "text",
    [
        "My sister Mira lives in Oslo.",
        "I moved there two years ago.",
        "We met on Friday, and she left at noon.",
        "i dont like tea",
        "She's a vet \U0001f436 in Bonn",
    ],
)
def test_every_word_stands_where_it_says(reader: Reader, text: str):
    words = [word for sentence in reader.read([text])[0] for word in sentence.words]

    assert words
    assert [text[word.start : word.end] for word in words if word.text in text] == [
        word.text for word in words if word.text in text
    ]


def test_a_sentence_has_one_root_and_every_other_word_a_head(reader: Reader):
    for sentence in reader.read(["I met Ida yesterday. My brother-in-law, Per, rows."])[0]:
        heads = [word.head for word in sentence.words]

        assert 1 == heads.count(None)
        assert all(
            word in (word.head or sentence.root).children for word in sentence.words if word.head
        )


def test_words_are_numbered_from_zero(reader: Reader):
    sentence = one(reader, "I met Ida yesterday in Oslo.")

    assert list(range(len(sentence.words))) == [word.place for word in sentence.words]


def test_each_text_gets_its_turn(reader: Reader):
    read = reader.read(["I row.", "I swim. I sing.", ""])

    assert [[0], [1, 1], []] == [[sentence.turn for sentence in found] for found in read]


def test_a_text_that_was_read_before_gets_its_new_turn(reader: Reader):
    reader.read(["Ida paints."])
    first, second = reader.read(["Per rows.", "Ida paints."])

    assert [0, 1] == [first[0].turn, second[0].turn]
    assert ["Per rows.", "Ida paints."] == [written(first[0].words), written(second[0].words)]


def test_the_same_text_twice_is_two_turns(reader: Reader):
    read = reader.read(["Ida sings.", "Ida sings."])

    assert [0, 1] == [found[0].turn for found in read]


def test_a_hyphenated_word_is_one_word(reader: Reader):
    words = [word.text for word in one(reader, "My sister-in-law lives in Oslo.").words]

    assert ["My", "sister-in-law", "lives", "in", "Oslo", "."] == words


def test_a_dash_between_words_joins_nothing(reader: Reader):
    words = [word.text for found in reader.read(["I like tea - and jam."]) for s in found
             for word in s.words]  # fmt: skip

    assert not [text for text in words if "-" in text.strip("-")]


def test_a_second_sentence_stands_behind_the_first(reader: Reader):
    first, second = reader.read(["I row. Ida swims."])[0]

    assert (0, 7) == (first.start, second.start)
    assert 17 == second.end


@pytest.mark.parametrize("text", ["", " ", "!!!", "\U0001f389\U0001f389", "...\n..."])
def test_what_has_no_words_has_no_sentences(reader: Reader, text: str):
    assert [[]] == reader.read([text])


def test_half_a_character_is_read_as_an_unknown_one(reader: Reader):
    words = [word.text for word in one(reader, "I like \ud83d tea.").words]

    assert "tea" in words
    assert not [text for text in words if "\ud83d" in text]


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("I went home.", "went", "go"),
        ("She teaches chess.", "teaches", "teach"),
        ("He bought a van.", "bought", "buy"),
        ("They are running a cafe.", "running", "run"),
        ("I studied law.", "studied", "study"),
    ],
)
def test_a_verb_is_led_back_to_its_lemma(reader: Reader, text: str, word: str, lemma: str):
    (found,) = [one.lemma for one in one(reader, text).words if one.text == word]

    assert lemma == found


@pytest.mark.parametrize("text", ["I met Ida three days ago in Oslo.", "Last week I met Ida."])
def test_a_time_is_kept_with_its_words(reader: Reader, text: str):
    spoken = written(one(reader, text).words)

    assert text == spoken
