import pytest

from extraction.preparing import openers, prepared
from extraction.segments import captions, segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im tired n hungry", "I'm tired and hungry"),
        ("dont know ur name", "don't know your name"),
        ("its a corgi called waffles", "it's a corgi called waffles"),
        ("Met Ana at the station", "met Ana at the station"),
        ("Started a new job", "started a new job"),
        ("Oh, and I sold my drum kit", "I sold my drum kit"),
        ("Well, she is ill", "she is ill"),
        ("I moved to Rome last year with Tom", "I moved to Rome with Tom"),
        ("I joined in August as a cook", "I joined as a cook"),
    ],
)
def test_chat_is_written_as_the_parser_knows_it(text: str, expected: str):
    assert expected == prepared(text).text


@pytest.mark.parametrize(
    "text",
    ["The wedding is on 6 September at noon", "It is Friday", "USA today", "the dog's bowl"],
)
def test_what_must_stay_stays(text: str):
    assert text == prepared(text).text


@pytest.mark.parametrize(
    "text",
    [
        "im noah n i live in tampa",
        "I moved to Rome last year with Tom",
        "Oh, and I sold my drum kit",
        "Already planning to go to Greenland next spring!",
    ],
)
def test_every_word_that_was_not_respelled_stands_where_it_stood(text: str):
    ready = prepared(text)
    for word in ("Rome", "tampa", "drum", "Greenland", "Tom"):
        if word in ready.text:
            at = ready.text.index(word)
            start, end = ready.span(at, at + len(word))

            assert word == text[start:end]


def test_a_respelled_word_stands_where_the_original_stood():
    ready = prepared("me n you")
    at = ready.text.index("and")

    assert (3, 4) == ready.span(at, at + 3)


def test_a_time_that_was_left_out_is_known_by_its_place():
    text = "I moved to Rome last year with Tom"
    ((start, end),) = prepared(text).left_out

    assert " last year" == text[start:end]


@pytest.mark.parametrize("form", ["went", "started", "moved", "visiting", "met"])
def test_a_verb_can_open_a_message(form: str):
    assert form in openers()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I live in Rome. I like it.", ["I live in Rome.", "I like it."]),
        ("Dr. Ames called. She is fine.", ["Dr. Ames called.", "She is fine."]),
        ("one line\nanother line", ["one line", "another line"]),
        ("I row, and I swim.", ["I row", "I swim."]),
        ("He cooks, she eats.", ["He cooks", "she eats."]),
        ("I am from Rome but I live in Oslo.", ["I am from Rome", "I live in Oslo."]),
        ("We rowed; it was fun.", ["We rowed", "it was fun."]),
        ("Josie and I did the trail.", ["Josie and I did the trail."]),
        ("If it rains, we stay.", ["If it rains, we stay."]),
        ("When I was ten, I moved.", ["When I was ten, I moved."]),
        ("He said it was late, and I left.", ["He said it was late, and I left."]),
        ("great 🎉 thanks", ["great", "thanks"]),
    ],
)
def test_a_turn_is_cut_where_no_parser_should_read_across(text: str, expected: list[str]):
    assert expected == [text[start:end] for start, end, _ in segments(text)]


def test_a_written_sentence_is_known_to_be_one():
    assert [True] == [is_one for *_, is_one in segments("I live in Rome.")]


def test_chat_without_a_full_stop_may_be_more_than_one_sentence():
    assert [False] == [is_one for *_, is_one in segments("i live in rome i like it")]


def test_a_picture_is_described_and_not_parsed():
    text = "Look! [image: a dog on a beach]"

    assert ["a dog on a beach"] == [caption for *_, caption in captions(text)]
    assert ["Look!"] == [text[start:end] for start, end, _ in segments(text)]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "🎉"])
def test_nothing_gives_nothing(text: str):
    assert [] == list(segments(text))
