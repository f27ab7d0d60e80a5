"""Scores in per cent: of a perfect reader, of one that reads nothing, on names of two kinds."""

import gzip
from pathlib import Path

import pytest
import spacy
from msgspec import json, structs
from spacy.language import Language
from spacy.tokens import Doc, Span

from extraction.parsing import load
from extraction.training.scores import encoded, score, score_uner
from extraction.training.treebanks import Name, Sentence, Word
from tests.unit.treebank import sentence

WHOLE = 100.0
LABELS = """\
# sent_id = 1
1\tAnn\tB-PER\t-\tx
2\tLee\tI-PER\t-\tx
3\trows\tO\t-\tx
4\tOslo\tB-LOC\t-\tx

"""
ROW = sentence(
    "Ann",
    "Lee",
    "rows",
    "Oslo",
    heads=[2, 0, 2, 2],
    deps=["nsubj", "flat", "ROOT", "obj"],
    names=(Name(start=0, end=2, type="person"),),
)


@pytest.fixture(scope="module")
def reader() -> Language:
    return load()


def as_read(nlp: Language) -> Sentence:
    """What the pipeline says of a sentence, as if people had written it down."""
    doc = nlp("Mira lives in Oslo")
    words = [
        Word(
            form=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            morph=str(token.morph),
            head=token.head.i,
            dep=token.dep_,
        )
        for token in doc
    ]
    names = [Name(start=one.start, end=one.end, type=one.label_) for one in doc.ents]
    return Sentence(sentence_id="1", document="talk", words=tuple(words), names=tuple(names))


def naming(*spans: tuple[int, int, str]) -> Language:
    """A pipeline that finds names at these places, and nothing else."""
    nlp = spacy.blank("en")

    def found(doc: Doc) -> Doc:
        doc.set_ents([Span(doc, *span) for span in spans])
        return doc

    Language.component(f"names {spans}", func=found)
    nlp.add_pipe(f"names {spans}")
    return nlp


def uner(folder: Path, nlp: Language, *sentences: Sentence) -> dict[str, float]:
    path = folder / "labels.gz"
    path.write_bytes(gzip.compress(LABELS.encode()))
    return score_uner(nlp, list(sentences), path)


def test_what_the_pipeline_reads_itself_is_right(reader: Language):
    found = score(reader, [as_read(reader)])

    assert {100.0} == set(found.values())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dep": "dep"}, {"las": 75.0}),
        ({"pos": "X"}, {"pos": 75.0}),
        ({"tag": "FW"}, {"tag": 75.0}),
        ({"lemma": "else"}, {"lemma": 75.0}),
        ({"morph": "Foreign=Yes"}, {"morph": 75.0}),
    ],
)
def test_each_figure_measures_one_thing(
    reader: Language, changes: dict[str, str], expected: dict[str, float]
):
    gold = as_read(reader)
    words = (structs.replace(gold.words[0], **changes), *gold.words[1:])
    found = score(reader, [structs.replace(gold, words=words)])

    assert expected == {name: figure for name, figure in found.items() if figure < WHOLE}


def test_names_are_scored_only_where_names_are_marked(reader: Language):
    gold = as_read(reader)
    bare = score(reader, [structs.replace(gold, names=None)])

    assert {"names_p", "names_r", "names_f"} == score(reader, [gold]).keys() - bare.keys()


def test_every_name_of_the_right_type_counts(tmp_path: Path):
    found = uner(tmp_path, naming((0, 2, "person"), (3, 4, "place")), ROW)

    assert {"names_p": 100.0, "names_r": 100.0, "names_f": 100.0} == found


def test_a_missed_name_costs_recall_alone(tmp_path: Path):
    found = uner(tmp_path, naming((0, 2, "person")), ROW)

    assert {"names_p": 100.0, "names_r": 50.0, "names_f": 66.67} == found


def test_a_half_name_costs_both(tmp_path: Path):
    found = uner(tmp_path, naming((0, 1, "person"), (3, 4, "place")), ROW)

    assert {"names_p": 50.0, "names_r": 50.0, "names_f": 50.0} == found


def test_types_that_the_labels_do_not_have_are_not_counted(tmp_path: Path):
    found = uner(tmp_path, naming((0, 2, "person"), (2, 3, "activity"), (3, 4, "place")), ROW)

    assert 100.0 == found["names_p"]


def test_scores_are_written_for_people():
    text = encoded({"chat": {"uas": 91.5}})

    assert text.endswith(b"}\n")
    assert len(text.splitlines()) > 1
    assert {"chat": {"uas": 91.5}} == json.decode(text)
