import pytest

from tests.parses import claims, facts

STATEMENTS = [
    (
        "I report to Megan Holt.",
        ["sam reports to Megan Holt"],
        ["sam reports_to Megan Holt"],
    ),
    (
        "Megan manages the audio team.",
        ["Megan manages the audio team"],
        ["Megan manages audio team"],
    ),
    (
        "I joined the chess club in March.",
        ["sam joined the chess club in March 2025"],
        ["sam member_of chess club"],
    ),
    (
        "I left Acme in 2020.",
        ["sam left Acme in 2020"],
        ["sam works_at Acme ended"],
    ),
    (
        "I quit Norvane Capital last month.",
        ["sam quit Norvane Capital in April 2025"],
        ["sam works_at Norvane Capital ended"],
    ),
    (
        "My phone is a Solis 4.",
        ["sam's phone is a Solis 4"],
        ["sam owns sam's phone"],
    ),
    (
        "Our wedding is on 6 September at Villa Rosetti.",
        ["sam's wedding is on 6 September 2025 at Villa Rosetti"],
        ["sam's wedding takes_place_on 2025-09-06", "sam's wedding located_in Villa Rosetti"],
    ),
    (
        "The rent is due on Monday.",
        ["The rent is due on Monday 5 May 2025"],
        ["rent deadline 2025-05-05"],
    ),
    (
        "My grandmother gave me a ring.",
        ["sam's grandmother gave sam a ring"],
        [
            "ring gift_from sam's grandmother",
            "sam owns ring",
            "sam's grandmother grandparent_of sam",
        ],
    ),
    (
        "I bought a kayak from Bjarne.",
        ["sam bought a kayak from Bjarne"],
        ["sam bought kayak", "Bjarne sold kayak"],
    ),
    (
        "We replaced Jenkins with Windlass in May.",
        ["sam replaced Jenkins with Windlass in May 2025"],
        ["Windlass replaces Jenkins"],
    ),
    (
        "Heron depends on Redis.",
        ["Heron depends on Redis"],
        ["Heron depends_on Redis"],
    ),
    (
        "Heron is written in Rust.",
        ["Heron is written in Rust"],
        ["Heron written_in Rust"],
    ),
    (
        "The dashboard keeps crashing.",
        ["The dashboard keeps crashing"],
        ["dashboard has_issue crashing"],
    ),
    (
        "I'm from Porto but I've been living in Austin since 2019.",
        ["sam is from Porto", "sam has been living in Austin since 2019"],
        ["sam originally_from Porto", "sam lives_in Austin"],
    ),
    (
        "I studied physics at Larkfield University.",
        ["sam studied physics at Larkfield University"],
        ["sam studies physics ended", "sam studied_at Larkfield University ended"],
    ),
    (
        "Ana called. She speaks Greek and Turkish.",
        ["Ana called", "Ana speaks Greek and Turkish"],
        ["Ana speaks Greek", "Ana speaks Turkish"],
    ),
    (
        "I'm 34.",
        ["sam is 34 years old"],
        ["sam age 34"],
    ),
    (
        "Petra is a vet.",
        ["Petra is a vet"],
        ["Petra works_as vet"],
    ),
    (
        "I'm vegan.",
        ["sam is vegan"],
        ["sam follows_diet vegan"],
    ),
    (
        "Ann asked me to marry her.",
        ["Ann asked sam to marry her"],
        [],
    ),
    (
        "I read The Salt Ferry.",
        ["sam read The Salt Ferry"],
        ["sam read Salt Ferry"],
    ),
    (
        "My brother Leo and his wife Ida live in Graz.",
        ["sam's brother Leo and his wife Ida live in Graz"],
        ["Leo lives_in Graz", "Ida lives_in Graz", "sam sibling_of Leo", "Leo married_to Ida"],
    ),
    (
        "I met Viktor in 2012.",
        ["sam met Viktor in 2012"],
        ["sam met Viktor"],
    ),
    (
        "I play the cello in the town band.",
        ["sam plays the cello in the town band"],
        ["sam plays cello", "sam member_of town band"],
    ),
    (
        "I turned down the offer from Quantrel.",
        ["sam turned down the offer from Quantrel"],
        [],
    ),
    (
        "My cousin Rami teaches welding.",
        ["sam's cousin Rami teaches welding"],
        ["Rami teaches welding", "sam relative_of Rami"],
    ),
    (
        "The van belongs to Walter.",
        ["The van belongs to Walter"],
        ["Walter owns van"],
    ),
    (
        "Please send me the report.",
        [],
        [],
    ),
    (
        "I'd rather have tea than coffee.",
        ["sam would rather have tea than coffee"],
        ["sam prefers tea"],
    ),
]


@pytest.mark.parametrize(("text", "told"), [(text, told) for text, told, _ in STATEMENTS])
def test_a_statement_about_things_gives_its_facts(text: str, told: list[str]):
    assert told == facts(text)


@pytest.mark.parametrize(("text", "found"), [(text, found) for text, _, found in STATEMENTS])
def test_a_statement_about_things_gives_its_relations(text: str, found: list[str]):
    assert found == claims(text)
