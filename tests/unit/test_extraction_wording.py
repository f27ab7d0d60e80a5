import pytest

from extraction.agreement import is_base, stems, third_person, written_out
from extraction.slots import gerund


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("work", "works"),
        ("am", "is"),
        ("are", "is"),
        ("'m", "is"),
        ("have", "has"),
        ("'ve", "has"),
        ("do", "does"),
        ("go", "goes"),
        ("were", "was"),
        ("try", "tries"),
        ("play", "plays"),
        ("watch", "watches"),
        ("miss", "misses"),
        ("fix", "fixes"),
    ],
)
def test_a_verb_agrees_with_a_third_person(verb: str, expected: str):
    assert expected == third_person(verb)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("n't", "not"),
        ("'ll", "will"),
        ("'ve", "have"),
        ("wo", "will"),
        ("ca", "can"),
        ("car", "car"),
    ],
)
def test_a_contraction_is_written_out(word: str, expected: str):
    assert expected == written_out(word)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("planning", "plan"),
        ("hiking", "hike"),
        ("working", "work"),
        ("married", "marry"),
        ("moved", "move"),
        ("tries", "try"),
        ("watches", "watch"),
        ("lives", "live"),
    ],
)
def test_a_regular_form_leads_back_to_its_verb(form: str, verb: str):
    assert verb in stems(form)


@pytest.mark.parametrize(
    ("form", "expected"),
    [("work", True), ("run", True), ("tore", False), ("worked", False), ("quit", False)],
)
def test_a_past_is_no_base_form(form: str, expected: bool):
    assert expected == is_base(form)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("row", "rowing"),
        ("hike", "hiking"),
        ("swim", "swimming"),
        ("ski", "skiing"),
        ("dye", "dying"),
    ],
)
def test_an_activity_is_named_by_its_gerund(verb: str, expected: str):
    assert gerund(verb)[:3] == expected[:3]
    assert gerund(verb).endswith("ing")
