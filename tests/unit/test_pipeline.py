"""The trained English pipeline: its files, its labels, its figures and a few plain sentences."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from extraction import parsing

MODEL = Path(parsing.__file__).parent / "model_en"
TARGETS = {"uas": 83.9, "las": 80.0, "pos": 92.0, "lemma": 95.7, "names_f": 49.0}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return parsing.load()


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, float]]:
    return msgspec.json.decode((MODEL / "scores.json").read_bytes())


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def relation(doc: Doc, text: str) -> tuple[str, str]:
    return word(doc, text).dep_, word(doc, text).head.text


def test_the_model_is_small_enough_for_a_repository():
    size = sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file())

    assert size <= 12_000_000


def test_the_model_names_its_licence_and_its_sources():
    note = (MODEL / "LICENSE").read_text(encoding="utf-8")

    missing = [
        words for words in ("CC BY-SA 4.0", "EWT", "Silveira", "GUM", "Zeldes") if words not in note
    ]
    assert missing == []


def test_loading_and_reading_warn_of_nothing():
    code = "from extraction import parsing; print(len(parsing.load()('Anna moved to Oslo.')))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert (done.stdout, done.stderr) == ("5\n", "")


def test_an_empty_folder_is_refused_with_the_way_out(tmp_path: Path):
    with pytest.raises(parsing.ModelMissingError, match="make train"):
        parsing.load(tmp_path)


def test_the_pipeline_has_all_parts(nlp: Language):
    assert {"tagger", "morphologizer", "parser", "lemmatizer", "ner"} <= set(nlp.pipe_names)


def test_names_have_the_types_of_the_graph(nlp: Language):
    labels = nlp.pipe_labels["ner"]

    assert {
        "person",
        "organization",
        "place",
        "event",
        "product",
        "concept",
        "animal",
        "date",
    } == set(labels)


def test_dependencies_are_universal_ones(nlp: Language):
    labels = set(nlp.pipe_labels["parser"])

    assert {
        "nsubj",
        "obj",
        "obl",
        "nmod:poss",
        "conj",
        "appos",
        "xcomp",
        "acl:relcl",
        "nsubj:pass",
    } <= labels


@pytest.mark.parametrize("figure", list(TARGETS))
def test_the_figures_on_the_test_sets_reach_their_targets(
    figure: str, scores: dict[str, dict[str, float]]
):
    measured = scores["both_tests"][figure]

    assert measured >= TARGETS[figure]


def test_names_are_scored_on_text_from_elsewhere_too(scores: dict[str, dict[str, float]]):
    assert {"names_p", "names_r", "names_f"} == set(scores["uner_ewt_test"])


def test_subject_and_object_are_found(nlp: Language):
    doc = nlp("My sister Mira adopted a dog last week.")

    assert [
        relation(doc, "sister"),
        relation(doc, "dog"),
    ] == [("nsubj", "adopted"), ("obj", "adopted")]


def test_a_negation_hangs_on_its_verb(nlp: Language):
    doc = nlp("I don't work at Google.")

    assert relation(doc, "n't") == ("advmod", "work")


def test_a_possessive_hangs_on_its_noun(nlp: Language):
    doc = nlp("Anna's husband is a doctor.")

    assert relation(doc, "Anna") == ("nmod:poss", "husband")


def test_lemmas_are_dictionary_forms(nlp: Language):
    doc = nlp("She moved to Berlin and was working there.")

    assert [word(doc, text).lemma_ for text in ("moved", "was", "working")] == [
        "move",
        "be",
        "work",
    ]


def test_past_tense_is_in_the_morphology(nlp: Language):
    doc = nlp("She moved to Berlin.")

    assert word(doc, "moved").morph.get("Tense", []) == ["Past"]


def test_people_and_places_are_named(nlp: Language):
    doc = nlp("Barack Obama was born in Hawaii.")

    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Barack Obama", "person"),
        ("Hawaii", "place"),
    ]


def test_chat_without_capitals_or_apostrophes_is_read(nlp: Language):
    doc = nlp("im gonna visit my brother in paris tomorrow")

    assert relation(doc, "brother") == ("obj", "visit")


def test_two_sentences_are_two(nlp: Language):
    doc = nlp("I live in Oslo. My brother lives in Bergen.")

    assert [sentence.text for sentence in doc.sents] == [
        "I live in Oslo.",
        "My brother lives in Bergen.",
    ]


def test_the_documentation_has_the_figures_of_the_model(scores: dict[str, dict[str, float]]):
    page = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")

    figures = [f"{figure:.1f}" for score in scores.values() for figure in score.values()]
    assert [figure for figure in figures if figure not in page] == []


def test_training_without_the_corpora_says_what_is_missing(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "extraction.training"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "RELATA_SHARED": str(tmp_path)},
    )

    assert done.returncode == 1
    assert f"{tmp_path}/corpora lacks ewt_train.conllu.gz" in done.stderr
    assert done.stderr.count("\n") == 1
