from datetime import UTC, datetime
from pathlib import Path

import pytest

from extraction.ledger import Entry
from extraction.listening import Listener
from extraction.model import Conversation, Turn
from tests.parses import parses

PARSES = parses(Path(__file__).parent / "parses.tsv")
STATEMENTS = [
    (
        "I work as a nurse at Harbour Clinic.",
        ["sam works as a nurse at Harbour Clinic"],
        ["sam works_at Harbour Clinic", "sam works_as nurse"],
    ),
    (
        "I used to live in Lisbon.",
        ["sam used to live in Lisbon"],
        ["sam lives_in Lisbon ended"],
    ),
    (
        "I no longer work at Acme.",
        ["sam no longer works at Acme"],
        ["sam works_at Acme ended"],
    ),
    (
        "My sister Mira lives in Oslo.",
        ["sam's sister Mira lives in Oslo"],
        ["Mira lives_in Oslo", "sam sibling_of Mira"],
    ),
    (
        "My parents, Ana and Luis, moved to Bergen in 2019.",
        ["sam's parents, Ana and Luis, moved to Bergen in 2019"],
        ["Ana moved_to Bergen", "Luis moved_to Bergen", "Ana parent_of sam", "Luis parent_of sam"],
    ),
    (
        "Tom's wife Greta is a lawyer.",
        ["Tom's wife Greta is a lawyer"],
        ["Greta works_as lawyer", "Tom married_to Greta"],
    ),
    (
        "I have two cats and a dog.",
        ["sam has two cats and a dog"],
        ["sam has_pet two cats", "sam has_pet dog"],
    ),
    (
        "We have a cat called Pesto.",
        ["sam has a cat called Pesto"],
        ["sam has_pet Pesto", "Pesto is_a cat"],
    ),
    (
        "I'm allergic to peanuts.",
        ["sam is allergic to peanuts"],
        ["sam allergic_to peanuts"],
    ),
    (
        "I was diagnosed with asthma in 2010.",
        ["sam was diagnosed with asthma in 2010"],
        ["sam has_condition asthma"],
    ),
    (
        "I broke my wrist on Friday.",
        ["sam broke sam's wrist on Friday 2 May 2025"],
        ["sam has_condition broken wrist"],
    ),
    (
        "I don't have a car.",
        ["sam does not have a car"],
        [],
    ),
    (
        "I've never been to Japan.",
        ["sam has never been to Japan"],
        [],
    ),
    (
        "If I won the lottery I would buy a boat.",
        [],
        [],
    ),
    (
        "Do you know a good dentist?",
        [],
        [],
    ),
    (
        "My boss thinks I live in Rome.",
        ["sam's boss thinks sam lives in Rome"],
        ["sam reports_to sam's boss"],
    ),
    (
        "Ana says Tom lives in Paris.",
        ["Ana says Tom lives in Paris"],
        [],
    ),
    (
        "I'm flying to Rome next week.",
        ["sam is flying to Rome in the week of 12 May 2025"],
        ["sam plans_to_visit Rome"],
    ),
    (
        "I'm going to learn Greek.",
        ["sam is going to learn Greek"],
        ["sam plans_to learn Greek"],
    ),
    (
        "I want to learn the cello.",
        ["sam wants to learn the cello"],
        ["sam wants learn the cello"],
    ),
    (
        "We went to Crete in July.",
        ["sam went to Crete in July 2024"],
        ["sam visited Crete"],
    ),
    (
        "I sold my bike yesterday.",
        ["sam sold sam's bike on 4 May 2025"],
        ["sam sold sam's bike", "sam owns sam's bike ended"],
    ),
    (
        "I can't stand opera.",
        ["sam can not stand opera"],
        ["sam dislikes Opera"],
    ),
    (
        "I love jazz and hate techno.",
        ["sam loves jazz and hates techno"],
        ["sam likes jazz", "sam dislikes techno"],
    ),
    (
        "My favourite band is Velvet Monsoon.",
        ["sam's favourite band is Velvet Monsoon"],
        ["sam has_favorite Velvet Monsoon"],
    ),
    (
        "I'm married to Ingrid.",
        ["sam is married to Ingrid"],
        ["sam married_to Ingrid"],
    ),
    (
        "I'm engaged to Pia.",
        ["sam is engaged to Pia"],
        ["sam engaged_to Pia"],
    ),
    (
        "Kwame founded Lumenpress in 2016.",
        ["Kwame founded Lumenpress in 2016"],
        ["Kwame founded Lumenpress"],
    ),
    (
        "Lumenpress was founded by Kwame.",
        ["Lumenpress was founded by Kwame"],
        ["Kwame founded Lumenpress"],
    ),
    (
        "Acme was bought by Globex last year.",
        ["Acme was bought by Globex in 2024"],
        ["Globex acquired Acme"],
    ),
    (
        "Ana is a chemist. She works at the Hartwell Museum.",
        ["Ana is a chemist", "Ana works at the Hartwell Museum"],
        ["Ana works_as chemist", "Ana works_at Hartwell Museum"],
    ),
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
        ["sam works_at Norvane Capital"],
    ),
    (
        "My phone is a Solis 4.",
        ["sam's phone is a Solis 4"],
        ["sam owns sam's phone"],
    ),
    (
        "Our wedding is on 6 September at Villa Rosetti.",
        ["sam's wedding is on 6 September 2025 at Villa Rosetti"],
        ["sam's wedding takes_place_on 2025-09-06"],
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
        [],
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


@pytest.mark.parametrize(("text", "facts"), [(text, facts) for text, facts, _ in STATEMENTS])
def test_a_statement_gives_its_facts(text: str, facts: list[str]):
    heard = [entry.text for entry in entries(text)]

    assert facts == heard


@pytest.mark.parametrize(("text", "relations"), [(text, found) for text, _, found in STATEMENTS])
def test_a_statement_gives_its_relations(text: str, relations: list[str]):
    claims = [claim for entry in entries(text) for claim in entry.claims]
    found = [
        f"{claim.subject.name} {claim.predicate} {claim.object.name}"
        + ("" if claim.state == "current" else f" {claim.state}")
        for claim in claims
    ]

    assert relations == found


def entries(text: str) -> list[Entry]:
    sent_at = datetime(2025, 5, 5, 12, tzinfo=UTC)
    turn = Turn(role="user", text=text, sent_at=sent_at, speaker="sam", is_self=True)
    listener = Listener(Conversation(turns=(turn,), self_name="sam"))
    return listener.heard(turn, PARSES[text])
