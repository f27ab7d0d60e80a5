"""Which type each thing of a sentence gets."""

import pytest

from tests.unit.hearing import types

TYPES = [
    (
        "My wife Olga works at Philips.",
        {"sam": "person", "Olga": "person", "Philips": "organization"},
    ),
    (
        "I moved from Porto to Faro in 2021.",
        {"sam": "person", "Porto": "place", "Faro": "place"},
    ),
    (
        "My company Brightfold is in Lyon.",
        {"sam": "person", "Brightfold": "organization", "company": "literal", "Lyon": "place"},
    ),
    (
        "The concert is on 12 May in Ghent.",
        {"concert": "event", "2026-05-12": "date", "Ghent": "place"},
    ),
    (
        "I play tennis, squash and golf.",
        {"sam": "person", "tennis": "activity", "squash": "activity", "golf": "activity"},
    ),
    ("My asthma is getting worse.", {"sam": "person", "sam's asthma": "condition"}),
    ("My car is a Volvo.", {"sam": "person", "Volvo": "product"}),
    ("I read Middlemarch last month.", {"sam": "person", "Middlemarch": "work"}),
    (
        "I watched Solaris with Petra.",
        {"sam": "person", "Solaris": "work", "Petra": "person"},
    ),
    ("Fido is a poodle.", {"Fido": "animal", "poodle": "animal"}),
    ("I'm pescatarian.", {"sam": "person", "pescatarian": "literal"}),
    ("I work at a bank in Oslo.", {"sam": "person", "bank": "organization", "Oslo": "place"}),
    (
        "I studied at the University of Ghent.",
        {"sam": "person", "University of Ghent": "organization"},
    ),
    (
        "Ida's birthday is tomorrow.",
        {"Ida's birthday": "event", "2026-03-12": "date", "Ida": "person", "03-12": "date"},
    ),
    ("I bought a bike called Comet.", {"sam": "person", "Comet": "product", "bike": "literal"}),
    (
        "Kestrel was acquired by Monolith last year.",
        {"Monolith": "organization", "Kestrel": "organization"},
    ),
    (
        "I use Figma, Slack and Notion.",
        {"sam": "person", "Figma": "product", "Slack": "product", "Notion": "product"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_a_thing_has_the_type_that_its_relations_ask_for(text: str, expected: dict[str, str]):
    assert expected == types(text)
