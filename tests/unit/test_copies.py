"""The copies that training adds: chat spelling, other names, named relatives, cut clauses."""

from random import Random

import pytest

from extraction.training.copies import clauses, copies, introduced, renamed
from extraction.training.guesses import Known, guessed, known_of
from extraction.training.noise import noisy
from extraction.training.treebanks import Name, Sentence
from tests.unit.treebank import sentence

MANY = range(60)
RELATIVE = sentence(
    "My",
    "sister",
    "left",
    heads=[1, 2, 2],
    deps=["nmod:poss", "nsubj", "ROOT"],
    pos=["PRON", "NOUN", "VERB"],
    morphs=["", "Number=Sing", "VerbForm=Fin"],
    names=(),
)
REPORT = sentence(
    "I",
    "think",
    "that",
    "anna",
    "sings",
    ".",
    heads=[1, 1, 4, 4, 1, 1],
    deps=["nsubj", "ROOT", "mark", "nsubj", "ccomp", "punct"],
    pos=["PRON", "VERB", "SCONJ", "PROPN", "VERB", "PUNCT"],
    morphs=["", "VerbForm=Fin", "", "", "VerbForm=Fin", ""],
)
KNOWN = Known(types={"Oslo": "place"}, first_names=frozenset({"Anna"}), times=frozenset({"week"}))


def text(found: Sentence) -> str:
    return "".join(word.form + " " * word.is_spaced for word in found.words).strip()


def noisy_texts(clean: Sentence) -> set[str]:
    return {text(noisy(clean, Random(seed))) for seed in MANY}


def test_a_noisy_copy_may_lose_its_capitals_and_its_full_stop():
    clean = sentence("Anna", "sings", ".", pos=["PROPN", "VERB", "PUNCT"])

    assert {"Anna sings .", "anna sings"} <= noisy_texts(clean)


def test_a_noisy_copy_may_write_dont():
    clean = sentence("I", "do", "n't", pos=["PRON", "AUX", "PART"], is_spaced=False)

    assert "idont" in noisy_texts(clean)


def test_a_noisy_copy_may_write_gonna():
    clean = sentence("going", "to", "sing", pos=["VERB", "PART", "VERB"])

    assert "gonna sing" in noisy_texts(clean)


def test_going_to_a_place_stays():
    clean = sentence("going", "to", "Oslo", pos=["VERB", "ADP", "PROPN"])

    assert all("gon" not in copy.replace("going", "") for copy in noisy_texts(clean))


def test_a_copy_keeps_the_annotation_of_its_words():
    clean = sentence("You", "sing", "!", pos=["PRON", "VERB", "PUNCT"])

    assert all(
        [word.pos for word in noisy(clean, Random(seed)).words][:2] == ["PRON", "VERB"]
        for seed in MANY
    )


def test_a_mark_within_a_name_stays():
    names = (Name(start=0, end=3, type="organization"),)
    clean = sentence("Yes", "!", "Radio", pos=["PROPN", "PUNCT", "PROPN"], names=names)

    assert all("!" in copy for copy in noisy_texts(clean))


@pytest.mark.parametrize("kind", ["person", "place"])
def test_a_renamed_copy_has_another_name_of_the_same_length(kind: str):
    names = (Name(start=0, end=1, type=kind),)
    old = sentence("Zaphodia", "sings", pos=["PROPN", "VERB"], names=names)

    new = renamed(old, Random(1))

    assert new.words[0].form != "Zaphodia"
    assert (new.names, len(new.words)) == (old.names, 2)


def test_a_renamed_word_is_its_own_lemma():
    names = (Name(start=0, end=1, type="person"),)
    new = renamed(sentence("Zaphodia", pos=["PROPN"], names=names), Random(1))

    assert new.words[0].form == new.words[0].lemma


def test_a_title_after_an_article_keeps_its_name():
    names = (Name(start=1, end=2, type="place"),)
    old = sentence("this", "State", pos=["DET", "PROPN"], names=names)

    assert renamed(old, Random(1)) == old


def test_organizations_keep_their_names():
    names = (Name(start=0, end=1, type="organization"),)
    old = sentence("Acme", pos=["PROPN"], names=names)

    assert renamed(old, Random(1)) == old


def test_a_relative_gets_a_name_beside_her():
    new = introduced(RELATIVE, Random(1))

    assert [word.form for word in new.words][::3] == ["My", "left"]
    assert (new.words[2].dep, new.words[2].head) == ("appos", 1)
    assert new.names == (Name(start=2, end=3, type="person"),)


def test_a_relative_nobody_owns_gets_no_name():
    alone = sentence("Sisters", "left", pos=["NOUN", "VERB"])

    assert introduced(alone, Random(1)) is alone


def test_a_clause_becomes_a_sentence_of_its_own():
    (clause,) = clauses(
        sentence(
            *("I", "think", "that", "anna", "sings", "well"),
            heads=[1, 1, 4, 4, 1, 4],
            deps=["nsubj", "ROOT", "mark", "nsubj", "ccomp", "advmod"],
            pos=["PRON", "VERB", "SCONJ", "PROPN", "VERB", "ADV"],
            morphs=["", "VerbForm=Fin", "", "", "VerbForm=Fin", ""],
        )
    )

    assert text(clause) == "Anna sings well."
    assert [(word.head, word.dep) for word in clause.words][1] == (1, "ROOT")


def test_two_words_are_too_short_a_clause():
    assert list(clauses(REPORT)) == []


def test_the_copies_are_the_same_each_time():
    first, second = (list(copies([RELATIVE, REPORT] * 9, Random(5))) for _ in range(2))

    assert first == second
    assert first != []


def test_a_known_place_is_named_where_nothing_is_marked():
    plain = sentence("in", "Oslo", heads=[1, 1], deps=["case", "ROOT"], pos=["ADP", "PROPN"])

    assert guessed(plain, KNOWN).names == (Name(start=1, end=2, type="place"),)


def test_a_first_name_makes_a_person():
    plain = sentence("Anna", "Xyz", deps=["ROOT", "flat"], pos=["PROPN", "PROPN"])

    assert guessed(plain, KNOWN).names == (Name(start=0, end=2, type="person"),)


def test_a_name_nobody_knows_is_left_open():
    plain = sentence("Qwertz", deps=["ROOT"], pos=["PROPN"])

    assert guessed(plain, KNOWN).names == (Name(start=0, end=1, type=None),)


def test_a_word_of_time_is_left_open_and_others_are_no_names():
    plain = sentence("next", "week", "sings", pos=["ADJ", "NOUN", "VERB"])

    assert guessed(plain, KNOWN).names == (Name(start=1, end=2, type=None),)


def test_names_and_times_are_learned_from_marked_sentences():
    names = (Name(start=0, end=1, type="organization"), Name(start=1, end=2, type="date"))
    known = known_of([sentence("Acmeo", "yesteryear", pos=["PROPN", "NOUN"], names=names)])

    assert known.types["Acmeo"] == "organization"
    assert known.times == {"yesteryear"}


def test_the_name_lists_know_people_and_places():
    known = known_of([])

    assert {"Anna", "Priya", "Ahmed"} <= known.first_names
    assert [known.types[name] for name in ("Norway", "Ohio", "Berlin")] == ["place"] * 3
