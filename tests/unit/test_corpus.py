"""Gold annotation as spaCy documents: words, spaces, heads and names."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extraction.training.corpus import doc_of, example_of, sentences_of, treebanks
from extraction.training.treebanks import Name, Sentence
from tests.unit.treebank import sentence

NLP = spacy.blank("en")
ROWS = """\
# newdoc id = letters
# sent_id = 1
1\tMira\tMira\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-sgl)
2\trows\trow\tVERB\tVBZ\tNumber=Sing\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def rowing(names: tuple[Name, ...] | None = ()) -> Sentence:
    return sentence(
        "Ann", "Lee", "rows", heads=[2, 0, 2], deps=["nsubj", "flat", "ROOT"], names=names
    )


def made(*chunk: Sentence) -> Doc:
    return doc_of(NLP.vocab, chunk)


def names_of(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.ents]


def stored(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / f"{name}.conllu.gz").write_bytes(gzip.compress(ROWS.encode()))
    return folder


def test_the_second_sentence_keeps_its_own_heads():
    doc = made(rowing(), rowing())

    assert [2, 0, 2, 5, 3, 5] == [token.head.i for token in doc]
    assert [0, 3] == [span.start for span in doc.sents]


def test_a_sentence_is_spaced_from_the_next():
    glued = sentence("Go", "!", is_spaced=False)

    assert "Go! Go! " == made(glued, glued).text_with_ws


def test_the_annotation_is_carried():
    doc = made(sentence("Dogs", "bark", pos=["NOUN", "VERB"], morphs=["Number=Plur", ""]))

    assert [("dogs", "NOUN", "NN", "Number=Plur"), ("bark", "VERB", "NN", "")] == [
        (token.lemma_, token.pos_, token.tag_, str(token.morph)) for token in doc
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((Name(start=0, end=2, type="person"),), [("Ann Lee", "person")]),
        (
            (Name(start=0, end=1, type="person"), Name(start=1, end=2, type=None)),
            [("Ann", "person")],
        ),
        ((), []),
    ],
)
def test_names_are_marked_with_their_type(names: Sequence[Name], expected: list[tuple[str, str]]):
    assert expected == names_of(made(rowing(tuple(names))))


def test_names_of_the_second_sentence_stand_in_the_second():
    doc = made(rowing(), rowing((Name(start=0, end=2, type="person"),)))

    assert [(3, 5)] == [(span.start, span.end) for span in doc.ents]


def test_a_word_that_is_no_name_is_marked_so():
    doc = made(rowing((Name(start=0, end=2, type="person"),)))

    assert ["B", "I", "O"] == [token.ent_iob_ for token in doc]


def test_a_name_of_unknown_type_is_left_open():
    doc = made(rowing((Name(start=0, end=1, type=None),)))

    assert ["", "O", "O"] == [token.ent_iob_ for token in doc]


def test_one_sentence_without_marks_leaves_all_open():
    doc = made(rowing((Name(start=0, end=2, type="person"),)), rowing(None))

    assert {""} == {token.ent_iob_ for token in doc}


def test_an_example_pairs_the_gold_words_with_the_plain_text():
    example = example_of(NLP, [sentence("Do", "n't", "!", is_spaced=False)])

    assert "Don't! " == example.reference.text_with_ws
    assert "Don't!" == example.predicted.text.strip()
    assert not example.predicted.has_annotation("DEP")


def test_names_are_read_from_gum_alone(tmp_path: Path):
    folder = stored(tmp_path, "gum_test", "ewt_test")

    assert [(Name(start=0, end=1, type="person"),)] == [
        one.names for one in sentences_of(folder, "gum_test")
    ]
    assert [None] == [one.names for one in sentences_of(folder, "ewt_test")]


def test_a_reader_gives_the_examples_of_all_its_files(tmp_path: Path):
    folder = stored(tmp_path, "gum_test", "ewt_test")
    examples = list(treebanks(str(folder), ["gum_test", "ewt_test"])(NLP))

    assert ["Mira rows. ", "Mira rows. "] == [one.reference.text_with_ws for one in examples]
    assert [1, 0] == [len(one.reference.ents) for one in examples]
