from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from extraction.calendars import Calendar
from extraction.ledger import Entry, Ledger
from extraction.model import Findings, Span
from extraction.referents import Referent
from extraction.relating import Claimed

SAM = Referent(name="sam", type="person", is_named=True, is_self=True)


def acme() -> Referent:
    return Referent(name="Acme", type="organization", is_named=True)


def entry(text: str, *claims: Claimed, seen: list[Referent] | None = None) -> Entry:
    return Entry(
        text=text,
        spans=(Span(turn=0, start=0, end=4),),
        claims=list(claims),
        seen=[(one, "subject", one.name) for one in seen or []],
        zone=UTC,
    )


def works_at(firm: Referent) -> Claimed:
    return Claimed(subject=SAM, predicate="works_at", object=firm, raw="work")


def written(*entries: Entry) -> Findings:
    ledger = Ledger()
    for one in entries:
        ledger.add(one)
    return ledger.findings("spacy-test")


def test_nothing_read_is_a_fine_outcome():
    findings = written()

    assert ((), ()) == (findings.facts, findings.mentions)
    assert "spacy-test" == findings.usage.extractor


def test_a_link_names_its_two_ends_by_index():
    findings = written(entry("sam works at Acme", works_at(acme())))
    (link,) = findings.facts[0].links

    assert ["sam", "Acme"] == [
        findings.mentions[link.subject].name,
        findings.mentions[link.object].name,
    ]


def test_both_ends_of_every_link_appear_in_its_fact():
    findings = written(entry("sam works at Acme", works_at(acme())))
    (fact,) = findings.facts
    appearing = {appearance.mention for appearance in fact.appearances}

    assert {fact.links[0].subject, fact.links[0].object} <= appearing


def test_a_thing_of_two_facts_is_one_mention():
    firm = acme()
    findings = written(entry("one", works_at(firm)), entry("two", works_at(firm)))

    assert 2 == len(findings.mentions)


def test_the_same_words_are_one_fact_with_the_relations_of_both():
    findings = written(
        entry("sam works at Acme", works_at(acme())), entry("Sam works at Acme", works_at(acme()))
    )

    assert [2] == [len(fact.links) for fact in findings.facts]


def test_the_owner_is_marked():
    findings = written(entry("sam rows", seen=[SAM]))

    assert [True] == [mention.is_self for mention in findings.mentions]


def test_a_name_learned_later_is_the_name_of_the_mention():
    cat = Referent(name="cat", type="animal", noun="cat")
    first = entry("sam has a cat", seen=[cat])
    cat.rename("Pesto")
    (mention,) = written(first).mentions

    assert ("Pesto", ("cat",)) == (mention.name, mention.aliases)


def test_what_nobody_knows_the_type_of_is_a_concept():
    (mention,) = written(entry("sam likes fog", seen=[Referent(name="fog")])).mentions

    assert "concept" == mention.type


def test_who_is_he_or_she_is_a_person():
    wei = Referent(name="Wei", gender="female", is_named=True)
    (mention,) = written(entry("Wei rows", seen=[wei])).mentions

    assert "person" == mention.type


def test_a_date_keeps_its_precision_and_the_zone_of_the_speaker():
    claim = works_at(acme())
    claim.valid_from = Calendar(year=2025, month=6)
    one = entry("sam works at Acme", claim)
    one.zone = ZoneInfo("Europe/Oslo")
    moment = written(one).facts[0].links[0].valid_from

    assert moment is not None
    assert (datetime(2025, 5, 31, 22, tzinfo=UTC), "month") == (moment.at, moment.precision)


def test_a_fact_begins_when_its_first_dated_link_does():
    claim = works_at(acme())
    claim.valid_from = Calendar(year=2020)
    (fact,) = written(entry("sam works at Acme", claim)).facts

    assert fact.links[0].valid_from == fact.valid_from
