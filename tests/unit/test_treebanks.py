"""Reading treebanks: words, spaces, heads, documents, and cutting sentences short."""

import gzip
from pathlib import Path

from extraction.training.treebanks import (
    Name,
    Sentence,
    chunks,
    inserted,
    read_iob2,
    read_treebank,
    reduced,
)
from tests.unit.treebank import sentence, word

TWO_SENTENCES = """\
# newdoc id = letters
# sent_id = letters-1
# text = I don't know.
1\tI\tI\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = letters-2
# text = Go
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tEntity=(1-event)

"""
LABELS = """\
# sent_id = letters-2
1\tAnna\tB-PER\t-\tx
2\tLee\tI-PER\t-\tx

"""


def packed(folder: Path, text: str) -> Path:
    path = folder / "treebank.gz"
    path.write_bytes(gzip.compress(text.encode()))
    return path


def forms(found: Sentence) -> list[str]:
    return [one.form for one in found.words]


def test_sentences_come_with_their_document_and_their_id(tmp_path: Path):
    found = list(read_treebank(packed(tmp_path, TWO_SENTENCES)))

    expected = [("letters", "letters-1"), ("letters", "letters-2")]
    assert expected == [(one.document, one.sentence_id) for one in found]


def test_a_contraction_is_read_as_its_words_without_a_space_between(tmp_path: Path):
    first = next(read_treebank(packed(tmp_path, TWO_SENTENCES)))

    expected = [("I", True), ("do", False), ("n't", True), ("know", False), (".", True)]
    assert expected == [(one.form, one.is_spaced) for one in first.words]


def test_a_root_is_its_own_head(tmp_path: Path):
    first = next(read_treebank(packed(tmp_path, TWO_SENTENCES)))

    expected = [3, 3, 3, 3, 3]
    assert expected == [one.head for one in first.words]
    assert first.words[3].dep == "ROOT"


def test_the_entity_column_is_kept(tmp_path: Path):
    *_, last = read_treebank(packed(tmp_path, TWO_SENTENCES))

    assert last.words[0].mentions == "(1-event)"


def test_labels_are_found_by_the_id_of_their_sentence(tmp_path: Path):
    found = dict(read_iob2(packed(tmp_path, LABELS)))

    assert found == {"letters-2": ["B-PER", "I-PER"]}


def test_a_run_never_joins_two_documents():
    first, second = sentence("Go", document="a"), sentence("Stop", document="b")

    expected = [[first], [second, second], [second]]
    assert expected == list(chunks([first, second, second, second], [2]))


def test_runs_take_their_lengths_in_turn():
    one = sentence("Go")

    expected = [2, 1, 2]
    assert expected == [len(run) for run in chunks([one] * 5, [2, 1])]


def test_a_shortened_sentence_counts_its_heads_anew():
    whole = sentence("Well", ",", "Anna", "left", heads=[3, 3, 3, 3])

    short = reduced(whole, [2, 3])

    assert ["Anna", "left"] == forms(short)
    assert [one.head for one in short.words] == [1, 1]


def test_a_word_whose_head_is_cut_off_becomes_a_root():
    whole = sentence("I", "think", "Anna", "left", heads=[1, 1, 3, 1])

    short = reduced(whole, [2, 3])

    assert [one.head for one in short.words] == [1, 1]


def test_a_shortened_sentence_keeps_the_names_that_are_whole():
    names = (Name(start=0, end=2, type="person"), Name(start=3, end=4, type="place"))
    whole = sentence("Anna", "Lee", "in", "Oslo", names=names)

    assert reduced(whole, [1, 2, 3]).names == (Name(start=2, end=3, type="place"),)


def test_words_around_a_gap_are_spaced():
    whole = sentence("Hi", "!", "Anna", is_spaced=False)

    assert reduced(whole, [0, 2]).words[0].is_spaced


def test_a_word_put_in_moves_the_heads_behind_it():
    whole = sentence("My", "sister", "left", heads=[1, 2, 2])

    longer = inserted(whole, word("Mira", head=1), 2, "person")

    assert forms(longer) == ["My", "sister", "Mira", "left"]
    assert [one.head for one in longer.words] == [1, 3, 1, 3]


def test_a_word_put_in_is_a_name_beside_the_others():
    names = (Name(start=2, end=3, type="place"),)
    whole = sentence("My", "sister", "Oslo", names=names)

    longer = inserted(whole, word("Mira", head=1), 2, "person")

    expected = {Name(start=3, end=4, type="place"), Name(start=2, end=3, type="person")}
    assert expected == set(longer.names or ())


def test_a_word_put_in_leaves_unmarked_sentences_unmarked():
    longer = inserted(sentence("My", "sister"), word("Mira", head=1), 2, "person")

    assert longer.names is None
