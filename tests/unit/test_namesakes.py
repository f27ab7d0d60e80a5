from typing import Any

from msgspec.structs import replace

from app.services.namesakes import Kin, likely, sought
from app.services.resolution import Cast, resolved
from extraction.model import EntityType, Mention
from graph.namesakes import Namesake
from graph.owners import Known

OWNER = "o1"
NOTHING = Known(lane_version=0, self_entity=None, entities=[], memories=[])


def mention(name: str, kind: EntityType = "person", **changes: Any) -> Mention:
    return replace(Mention(name=name, type=kind), **changes)


def stored(name: str, *texts: str, kind: EntityType = "person", **changes: Any) -> Namesake:
    row = Namesake(
        id=f"id of {name}",
        key=f"key of {name}",
        owner_key=OWNER,
        name=name,
        name_norm=name.lower(),
        aliases=[],
        type=kind,
        is_self=False,
        texts=list(texts),
    )
    return replace(row, **changes)


def cast(name: str, text: str, *namesakes: Namesake, kind: EntityType = "person") -> Cast:
    kin = Kin(namesakes=namesakes, contexts={0: text}, own=("mira",))
    return resolved([mention(name, kind)], NOTHING, OWNER, kin)


def test_short_names_and_whole_ones_are_looked_for():
    terms = sought([mention("Bob Hale")], frozenset())

    assert {"bob", "hale", "robert", "bh"} <= {word for some in terms for word in some}


def test_other_names_of_a_city_are_looked_for():
    assert "munchen" in sought([mention("Munich", "place")], frozenset())[0]


def test_slips_are_looked_for():
    assert ["barclona~1"] == sought([mention("barclona", "place")], frozenset())[-1]


def test_names_that_are_there_are_not_looked_for():
    assert [] == sought([mention("Bob")], frozenset({"bob"}))


def test_the_owner_dates_and_numbers_are_not_looked_for():
    asked = [mention("Mira", is_self=True), mention("2024", "date"), mention("31", "literal")]

    assert [] == sought(asked, frozenset())


def test_another_form_of_a_name_is_the_same_entity():
    found = cast("Wien", "mira likes Wien", stored("Vienna", kind="place"), kind="place")

    assert (("key of Vienna",), ()) == (found.keys, found.doubts)
    assert "Wien" in found.rows["key of Vienna"].aliases


def test_a_nickname_is_in_doubt():
    found = cast("Bob", "mira met Bob", stored("Robert Hale", "Robert Hale sells tyres"))

    assert found.keys != ("key of Robert Hale",)
    assert ["id of Robert Hale"] == [doubt.other_id for doubt in found.doubts]
    assert [found.keys[0]] == [doubt.key for doubt in found.doubts]


def test_a_nickname_is_the_same_when_much_is_said_of_both():
    hale = stored("Robert Hale", "Robert Hale repaired the boiler in the cellar")
    found = cast("Bob", "Bob looked at the boiler in the cellar", hale)

    assert ("key of Robert Hale",) == found.keys


def test_the_owner_is_nothing_that_two_have_in_common():
    hale = stored("Robert Hale", "mira knows that mira saw Robert Hale")
    found = cast("Bob", "mira thinks mira saw Bob", hale)

    assert found.keys != ("key of Robert Hale",)


def test_of_two_who_may_be_meant_neither_is():
    one, other = stored("Vienna", kind="place"), stored("Wien", kind="place", id="id 2", key="k 2")
    found = cast("Bécs", "", one, other, kind="place")

    assert 2 == len(found.doubts)
    assert found.keys[0] not in {"key of Vienna", "k 2"}


def test_a_number_is_nobody_elses():
    found = cast("ASR1605", "", stored("ASR1603", kind="product"), kind="product")

    assert () == found.doubts


def test_the_surest_comes_first():
    hale, vance = stored("Bob Hale", "Bob Hale skis"), stored("Robert Vance")
    found = likely(mention("Bob Vance"), 0, Kin(namesakes=(hale, vance)))

    assert ["id of Robert Vance"] == [one.entity.id for one in found]


def test_no_query_has_more_terms_than_lucene_takes():
    many = [mention(f"Name{chr(97 + n % 26)}{chr(97 + n // 26)}xyz") for n in range(300)]
    terms = sought(many, frozenset())

    assert all(len(some) <= (8 if some[0].endswith("~1") else 100) for some in terms)
    assert len(terms) <= 9
