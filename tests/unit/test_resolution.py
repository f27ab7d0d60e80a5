import pytest

from app.services.resolution import LABELS, Cast, names, resolved, self_key
from extraction.model import EntityType, Mention
from graph.model import Entity
from graph.owners import Known

OWNER = "o1"


def entity(name: str, kind: str = "person", *aliases: str, is_self: bool = False) -> Entity:
    key = self_key(OWNER) if is_self else f"key of {name} {kind}"
    return Entity(
        id=f"id of {name}",
        key=key,
        owner_key=OWNER,
        name=name,
        name_norm=name.casefold(),
        aliases=list(aliases),
        type=kind,
        is_self=is_self,
    )


def mention(
    name: str, kind: EntityType = "person", *aliases: str, is_self: bool = False
) -> Mention:
    return Mention(name=name, type=kind, aliases=aliases, is_self=is_self)


def known(*entities: Entity) -> Known:
    itself = next((one for one in entities if one.is_self), None)
    return Known(lane_version=1, self_entity=itself, entities=list(entities), memories=[])


def ids(cast: Cast) -> list[str | None]:
    rows = (cast.row(index) for index in range(len(cast.keys)))
    return [row.id if row else None for row in rows]


def test_a_known_name_is_the_known_entity():
    cast = resolved([mention("ANN")], known(entity("Ann")), OWNER)

    assert ["id of Ann"] == ids(cast)


def test_a_new_name_is_a_new_entity():
    cast = resolved([mention("Ben")], known(entity("Ann")), OWNER)
    row = cast.row(0)

    assert row is not None
    assert ("Ben", "ben", "person", "Person", False) == (
        row.name,
        row.name_norm,
        row.type,
        row.label,
        row.is_self,
    )


def test_resolving_again_gives_the_same_ids():
    mentions = [mention("Ben"), mention("me", is_self=True)]

    assert ids(resolved(mentions, known(), OWNER)) == ids(resolved(mentions, known(), OWNER))


def test_the_same_name_of_two_owners_is_two_entities():
    assert ids(resolved([mention("Ben")], known(), "o1")) != ids(
        resolved([mention("Ben")], known(), "o2")
    )


def test_an_alias_is_the_entity_that_has_it():
    cast = resolved([mention("Annie")], known(entity("Ann", "person", "Annie")), OWNER)

    assert ["id of Ann"] == ids(cast)


def test_a_mentions_own_alias_finds_the_entity_too():
    cast = resolved([mention("Dr Chen", "person", "Ann")], known(entity("Ann")), OWNER)

    assert ["id of Ann"] == ids(cast)


def test_names_that_are_news_become_aliases():
    cast = resolved([mention("Dr Chen", "person", "Ann")], known(entity("Ann")), OWNER)
    row = cast.row(0)

    assert row is not None
    assert ("Ann", ("Dr Chen",)) == (row.name, row.aliases)


def test_a_name_beats_an_alias():
    people = known(entity("Ann"), entity("Bea", "person", "Ann"))

    assert ["id of Ann"] == ids(resolved([mention("Ann")], people, OWNER))


def test_an_alias_that_two_have_is_neither():
    people = known(entity("Ann", "person", "Chen"), entity("Bea", "person", "Chen"))
    cast = resolved([mention("Chen")], people, OWNER)

    assert ids(cast)[0] not in {"id of Ann", "id of Bea"}


def test_a_name_of_another_type_is_another_entity():
    cast = resolved([mention("Apple", "food")], known(entity("Apple", "organization")), OWNER)

    assert ["id of Apple"] != ids(cast)


def test_of_two_with_one_name_the_type_decides():
    both = known(entity("Jade", "person"), entity("Jade", "animal"))
    cast = resolved([mention("Jade", "animal")], both, OWNER)

    assert ("key of Jade animal",) == cast.keys


def test_two_new_things_of_one_name_and_different_types_stay_apart():
    cast = resolved([mention("Apple", "food"), mention("Apple", "organization")], known(), OWNER)

    assert 2 == len({*ids(cast)})


def test_a_concept_becomes_what_it_turns_out_to_be():
    cast = resolved([mention("Orbit", "organization")], known(entity("Orbit", "concept")), OWNER)
    row = cast.row(0)

    assert row is not None
    assert ("id of Orbit", "organization", "Organization") == (row.id, row.type, row.label)


def test_what_it_is_stays_when_it_is_called_a_concept():
    cast = resolved([mention("Orbit", "concept")], known(entity("Orbit", "organization")), OWNER)
    row = cast.row(0)

    assert row is not None
    assert "organization" == row.type


def test_two_mentions_of_a_new_thing_are_one_entity():
    cast = resolved([mention("Ben"), mention("ben's"), mention("BEN")], known(), OWNER)

    assert 1 == len({*ids(cast)})


def test_the_owner_is_one_entity_whatever_it_is_called():
    cast = resolved(
        [mention("mira", is_self=True), mention("Mira Chen", is_self=True)],
        known(entity("mira", is_self=True)),
        OWNER,
    )

    assert ["id of mira"] * 2 == ids(cast)


def test_the_owners_own_name_in_the_third_person_is_the_owner():
    cast = resolved([mention("Mira")], known(entity("mira", is_self=True)), OWNER)

    assert ["id of mira"] == ids(cast)


def test_a_new_owner_has_its_own_key():
    cast = resolved([mention("mira", is_self=True)], known(), OWNER)

    assert (self_key(OWNER),) == cast.keys


def test_a_date_is_never_an_entity():
    assert [None] == ids(resolved([mention("2025-06-01", "date")], known(), OWNER))


@pytest.mark.parametrize("kind", ["literal", "date"])
def test_a_stored_value_is_never_found_by_its_name(kind: str):
    cast = resolved([mention("31", "concept")], known(entity("31", kind)), OWNER)

    assert ["id of 31"] != ids(cast)


def test_a_name_without_letters_or_digits_is_kept_as_it_is():
    row = resolved([mention("—")], known(), OWNER).row(0)

    assert row is not None
    assert "—" == row.name


def test_a_blank_name_is_nothing():
    assert [None] == ids(resolved([mention("  ")], known(), OWNER))


def test_every_name_is_asked_for_once():
    mentions = [mention("Ann", "person", "Annie"), mention("ann"), mention(" ")]

    assert ["ann", "annie"] == names(mentions)


def test_every_type_has_a_label():
    assert set(EntityType.__args__) == set(LABELS)
    assert len(LABELS) == len(set(LABELS.values()))
