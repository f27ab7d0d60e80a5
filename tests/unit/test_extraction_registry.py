import pytest

from extraction.referents import Referent, everyone
from extraction.registry import Registry


def person(name: str, gender: str = "") -> Referent:
    return Referent(name=name, type="person", gender=gender, is_named=True)  # pyright: ignore[reportArgumentType]


def thing(name: str, noun: str = "") -> Referent:
    return Referent(name=name, type="product", noun=noun or name, is_named=bool(name[0].isupper()))


@pytest.fixture
def owner() -> Referent:
    return Referent(name="sam", type="person", is_named=True, is_self=True)


@pytest.fixture
def registry(owner: Referent) -> Registry:
    registry = Registry(owner)
    registry.tick()
    return registry


def said(registry: Registry, *referents: Referent, weight: int = 3) -> None:
    for referent in referents:
        if referent not in registry.all:
            registry.add(referent)
        registry.mention([referent], weight)


def test_a_thing_is_found_by_its_name_in_any_case(registry: Registry):
    mira = registry.add(person("Mira"))

    assert mira is registry.by_name("mira")


def test_a_thing_is_found_by_an_alias(registry: Registry):
    shop = registry.add(thing("Slow Kiln"))
    shop.aliases.append("ceramics studio")

    assert shop is registry.by_name("the ceramics studio")


def test_a_part_of_one_name_is_enough(registry: Registry):
    holt = registry.add(person("Megan Holt"))

    assert holt is registry.by_name("Megan")


def test_a_part_of_two_names_is_not_enough(registry: Registry):
    registry.add(person("Megan Holt"))
    registry.add(person("Megan Ruiz"))

    assert registry.by_name("Megan") is None


def test_she_is_the_last_woman_spoken_of(registry: Registry, owner: Referent):
    said(registry, person("Mira", "female"))
    registry.tick()
    ida = person("Ida", "female")
    said(registry, ida)

    assert ida is registry.singular("female", owner, [])


def test_she_is_no_man(registry: Registry, owner: Referent):
    mira = person("Mira", "female")
    said(registry, mira)
    registry.tick()
    said(registry, person("Tom", "male"))

    assert mira is registry.singular("female", owner, [])


def test_she_is_never_the_speaker(registry: Registry, owner: Referent):
    said(registry, owner)

    assert registry.singular("female", owner, []) is None


def test_who_is_called_she_is_a_woman_from_then_on(registry: Registry, owner: Referent):
    wei = person("Wei")
    said(registry, wei)
    registry.singular("female", owner, [])

    assert "female" == wei.gender


def test_it_is_no_person(registry: Registry, owner: Referent):
    kayak = thing("kayak")
    said(registry, kayak, person("Bjarne", "male"))

    assert kayak is registry.singular("thing", owner, [])


def test_the_subject_is_barred_from_being_the_object(registry: Registry, owner: Referent):
    mira, ida = person("Mira", "female"), person("Ida", "female")
    said(registry, mira, weight=1)
    said(registry, ida)

    assert mira is registry.singular("female", owner, [ida])


def test_a_passing_mention_counts_little(registry: Registry, owner: Referent):
    kayak = thing("kayak")
    said(registry, kayak)
    registry.tick()
    price = registry.add(thing("price"))
    registry.mention([price], 2, is_passing=True)

    assert kayak is registry.singular("thing", owner, [])


def test_they_are_the_last_group(registry: Registry):
    ana, luis = person("Ana"), person("Luis")
    said(registry, ana, luis)
    registry.group([ana, luis])

    assert [ana, luis] == registry.plural()


def test_the_same_two_are_one_group(registry: Registry):
    ana, luis = person("Ana"), person("Luis")
    registry.group([ana, luis])
    registry.group([luis, ana])

    assert 1 == sum(bool(one.members) for one in registry.all)


def test_one_alone_is_no_group(registry: Registry):
    registry.group([person("Ana")])

    assert [] == registry.last_group()


def test_we_are_the_last_group_with_the_speaker(registry: Registry, owner: Referent):
    ana, luis = person("Ana"), person("Luis")
    registry.group([owner, ana])
    registry.tick()
    registry.group([ana, luis])

    assert [owner, ana] == registry.last_group(owner)


def test_they_may_be_a_firm_that_was_just_spoken_of(registry: Registry):
    firm = Referent(name="Globex", type="organization", is_named=True)
    said(registry, firm)

    assert [firm] == registry.plural()


def test_a_firm_of_long_ago_is_not_they(registry: Registry):
    said(registry, Referent(name="Globex", type="organization", is_named=True))
    for _ in range(3):
        registry.tick()

    assert [] == registry.plural()


def test_the_company_is_the_last_one_named(registry: Registry):
    firm = Referent(name="Globex", type="organization", is_named=True)
    said(registry, firm)

    assert firm is registry.of_kind("company", "organization", {"the"})


def test_that_town_is_the_last_place_named(registry: Registry):
    town = Referent(name="Zakopane", type="place", is_named=True)
    said(registry, town)

    assert town is registry.of_kind("town", "place", {"that"})


def test_a_thing_is_found_by_noun_and_holder(registry: Registry, owner: Referent):
    bike = Referent(name="sam's bike", noun="bike", holder=owner)
    said(registry, bike)

    assert bike is registry.described("bike", owner, is_plural=False, is_definite=False)
    assert bike is registry.described("bike", None, is_plural=False, is_definite=True)
    assert registry.described("bike", None, is_plural=False, is_definite=False) is None


def test_a_number_finds_the_one_name_that_ends_so(registry: Registry):
    board = registry.add(thing("RX210"))
    registry.add(thing("RX215"))

    assert board is registry.numbered("210")


def test_a_name_joins_what_was_two_things(registry: Registry):
    cat = registry.add(Referent(name="cat", noun="cat", type="animal"))
    pesto = registry.add(Referent(name="Pesto", is_named=True))

    assert pesto is registry.rename(cat, "Pesto")
    assert pesto not in registry.all
    assert ("Pesto", ["cat"]) == (cat.name, cat.aliases)


def test_a_known_type_is_never_overwritten():
    cat = Referent(name="cat", type="animal")
    cat.learn_type("product")

    assert "animal" == cat.type


def test_a_group_stands_for_its_members():
    ana, luis = person("Ana"), person("Luis")
    group = Referent(name="Ana and Luis", members=[ana, luis])

    assert [ana, luis] == everyone([group])
