"""Where a turn is cut, and where it must not be."""

import pytest

from extraction.segments import captions, segments


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in segments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I like tea; Bob likes coffee", ["I like tea", "Bob likes coffee"]),
        ("I like it: Bob paints", ["I like it", "Bob paints"]),
        ("I work at Acme, then he left", ["I work at Acme", "he left"]),
        ("I work there - we like it", ["I work there", "we like it"]),
        ("We moved, so my sister came", ["We moved", "my sister came"]),
        ("I row and she swims", ["I row", "she swims"]),
        (
            "He is out, it\N{RIGHT SINGLE QUOTATION MARK}s late",
            ["He is out", "it\N{RIGHT SINGLE QUOTATION MARK}s late"],
        ),
        ("She left, after that, they sold it", ["She left", "they sold it"]),
    ],
)
def test_clauses_side_by_side_are_read_alone(text: str, expected: list[str]):
    assert expected == cut(text)


@pytest.mark.parametrize(
    "text",
    [
        "I wonder if he left and she stayed",
        "Is it true, and he left?",
        'I said "go" and he went',
        "Although it rained, we went",
        "I know whom she met, and he knows",
        "ok: go",
        "so and I",
        "Anna left but Bob stayed",
        "It is 10:30 now",
        "It cost 3.50 dollars",
        "Before that, we met",
    ],
)
def test_what_hangs_together_is_read_together(text: str):
    assert [text] == cut(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("J. R. Smith left. OK", 2),
        ("Prof. Lee and Mrs. Day met. It was fun.", 2),
        ("We use e.g. this one. Next.", 2),
        ("It opens at 9 a.m. on Monday. Good!", 2),
        ("Really?! Yes... maybe.", 3),
        ("He said (twice.) He left.", 2),
    ],
)
def test_a_full_stop_of_an_abbreviation_ends_nothing(text: str, count: int):
    assert count == len(cut(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is here.", True),
        ("Is he here?", True),
        ('He said "I am here."', True),
        ("he is here.", False),
        ("He is here", False),
        ("He is here,", False),
    ],
)
def test_a_sentence_is_written_with_a_capital_and_a_stop(text: str, expected: bool):
    assert [expected] == [is_one for *_, is_one in segments(text)]


def test_blank_lines_and_signs_are_in_no_segment():
    assert ["First line", "Second line", "third"] == cut(
        "First line\n\n  Second line \U0001f600 third"
    )


def test_a_very_long_stretch_is_cut_at_spaces():
    text = " ".join(["word"] * 300)
    pieces = list(segments(text))

    assert all(end - start <= 600 for start, end, _ in pieces)
    assert {"word"} == {word for start, end, _ in pieces for word in text[start:end].split()}
    assert 300 == sum(len(text[start:end].split()) for start, end, _ in pieces)


def test_a_very_long_word_is_cut_anywhere():
    assert [(0, 600), (600, 1200), (1200, 1300)] == [(a, b) for a, b, _ in segments("x" * 1300)]


@pytest.mark.parametrize(
    "text", ["I like tea; Bob rows. Ok!\nYes", "a.b.c", "  lead. Tail  ", "x" * 700]
)
def test_segments_are_in_order_and_lose_only_joints(text: str):
    pieces = list(segments(text))
    kept = {place for start, end, _ in pieces for place in range(start, end)}
    lost = {text[place] for place in range(len(text)) if place not in kept}

    assert pieces == sorted(pieces)
    assert lost <= {" ", "\n", ";"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Photo: x] [video:  two cats ] z", ["x", "two cats"]),
        ("[GIF: a wave]", ["a wave"]),
        ("[picture:a hat]", ["a hat"]),
        ("[audio: a song] [image] [image:]", []),
    ],
)
def test_every_kind_of_picture_is_described(text: str, expected: list[str]):
    assert expected == [caption for *_, caption in captions(text)]


def test_a_caption_stands_where_its_brackets_do():
    text = "hi [image: a cat] yo"
    ((start, end, _),) = captions(text)

    assert "[image: a cat]" == text[start:end]


def test_a_turn_that_is_a_picture_alone_has_nothing_to_parse():
    assert [] == cut("[image: a dog. It runs.]")
