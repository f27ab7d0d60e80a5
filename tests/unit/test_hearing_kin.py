"""Whose somebody or something is: kinship, possessives, appositions."""

import pytest

from tests.unit.hearing import facts, links

NAMED = [
    (
        "My wife Olga works at Philips.",
        ["sam's wife Olga works at Philips"],
        ["Olga works_at Philips", "sam married_to Olga"],
    ),
    (
        "Tomas's mother Vera lives in Brno.",
        ["Tomas's mother Vera lives in Brno"],
        ["Vera lives_in Brno", "Vera parent_of Tomas"],
    ),
    (
        "My grandmother Edith was born in 1931.",
        ["sam's grandmother Edith was born in 1931"],
        ["Edith birthday 1931", "Edith grandparent_of sam"],
    ),
    (
        "My best friend Jonas plays the oboe.",
        ["sam's best friend Jonas plays the oboe"],
        ["Jonas plays oboe", "sam friend_of Jonas"],
    ),
    (
        "Carla's husband Wim teaches maths.",
        ["Carla's husband Wim teaches maths"],
        ["Wim teaches maths", "Carla married_to Wim"],
    ),
    (
        "My niece Lucia is seven years old.",
        ["sam's niece Lucia is seven years old"],
        ["Lucia age 7", "sam relative_of Lucia"],
    ),
    (
        "My father-in-law Otto is a farmer.",
        ["sam's father-in-law Otto is a farmer"],
        ["Otto works_as farmer", "sam relative_of Otto"],
    ),
    (
        "My grandfather Karl came from Bremen.",
        ["sam's grandfather Karl came from Bremen"],
        ["Karl originally_from Bremen", "Karl grandparent_of sam"],
    ),
    (
        "My stepbrother Milan lives in Nice.",
        ["sam's stepbrother Milan lives in Nice"],
        ["Milan lives_in Nice", "sam sibling_of Milan"],
    ),
    (
        "My aunt Rita owns a bakery.",
        ["sam's aunt Rita owns a bakery"],
        ["Rita owns bakery", "sam relative_of Rita"],
    ),
    (
        "My wife's brother Pavel lives in Brno.",
        ["sam's wife's brother Pavel lives in Brno"],
        ["Pavel lives_in Brno", "sam married_to sam's wife", "sam's wife sibling_of Pavel"],
    ),
    (
        "My colleague Faye works on Heron.",
        ["sam's colleague Faye works on Heron"],
        ["Faye works_on Heron", "sam colleague_of Faye"],
    ),
    (
        "My girlfriend Nadia works at Roche.",
        ["sam's girlfriend Nadia works at Roche"],
        ["Nadia works_at Roche", "sam dating Nadia"],
    ),
    (
        "My son Theo is allergic to eggs.",
        ["sam's son Theo is allergic to eggs"],
        ["Theo allergic_to eggs", "sam parent_of Theo"],
    ),
    (
        "Our cat Miso is a tabby.",
        ["sam's cat Miso is a tabby"],
        ["Miso is_a tabby", "sam has_pet Miso", "Miso is_a cat"],
    ),
]
SAID = [
    (
        ("Leo and Nina are my kids.",),
        ["Leo and Nina are sam's kids"],
        ["sam parent_of Leo", "sam parent_of Nina"],
    ),
    (
        ("My boss is Carla Mendes.",),
        ["sam's boss is Carla Mendes"],
        ["sam reports_to Carla Mendes"],
    ),
    (("My uncle's name is Gustav.",), ["sam's uncle's name is Gustav"], ["sam relative_of Gustav"]),
    (("My sister is called Ines.",), ["sam's sister is called Ines"], ["sam sibling_of Ines"]),
    (
        ("Tara's dog is called Pixel.",),
        ["Tara's dog is called Pixel"],
        ["Pixel is_a dog", "Tara has_pet Pixel"],
    ),
    (
        ("Lena's parents are Rolf and Heidi.",),
        ["Lena's parents are Rolf and Heidi"],
        ["Rolf parent_of Lena", "Heidi parent_of Lena"],
    ),
    (
        ("My children are Ada, Finn and Noor.",),
        ["sam's children are Ada, Finn and Noor"],
        ["sam parent_of Ada", "sam parent_of Finn", "sam parent_of Noor"],
    ),
    (
        ("My flatmates are Ravi and Tessa.",),
        ["sam's flatmates are Ravi and Tessa"],
        ["sam roommate_of Ravi", "sam roommate_of Tessa"],
    ),
    (("My doctor is Dr. Moss.",), ["sam's doctor is Dr. Moss"], ["sam treated_by Dr. Moss"]),
    (("Kofi is my boyfriend.",), ["Kofi is sam's boyfriend"], ["sam dating Kofi"]),
    (("Sara is Tomas's sister.",), ["Sara is Tomas's sister"], ["Tomas sibling_of Sara"]),
    (
        ("My brother Nico is a cook.", "His wife is called Ama."),
        ["sam's brother Nico is a cook", "Nico's wife is called Ama"],
        ["Nico works_as cook", "sam sibling_of Nico", "Nico married_to Ama"],
    ),
    (
        ("My cousin lives in Kent.", "She is a vet.", "She has two dogs."),
        ["sam's cousin lives in Kent", "sam's cousin is a vet", "sam's cousin has two dogs"],
        [
            "sam's cousin lives_in Kent",
            "sam relative_of sam's cousin",
            "sam's cousin works_as vet",
            "sam's cousin has_pet two dogs",
        ],
    ),
]
UNNAMED = [
    (
        "My parents live in Perth.",
        ["sam's parents live in Perth"],
        ["sam's parents lives_in Perth", "sam's parents parent_of sam"],
    ),
    (
        "My son is four.",
        ["sam's son is four years old"],
        ["sam's son age 4", "sam parent_of sam's son"],
    ),
    (
        "My ex-wife lives in Dublin.",
        ["sam's ex-wife lives in Dublin"],
        ["sam's ex-wife lives_in Dublin", "sam divorced_from sam's ex-wife"],
    ),
    (
        "My wife drives a Fiat.",
        ["sam's wife drives a Fiat"],
        ["sam's wife uses Fiat", "sam married_to sam's wife"],
    ),
    (
        "My husband and I live in Zagreb.",
        ["sam's husband and sam live in Zagreb"],
        ["sam's husband lives_in Zagreb", "sam lives_in Zagreb", "sam married_to sam's husband"],
    ),
]
COUPLED = [
    ("Sanne is engaged to Bram.", ["Sanne is engaged to Bram"], ["Sanne engaged_to Bram"]),
    (
        "Ulla married Jens in 2010.",
        ["Ulla married Jens in 2010"],
        ["Ulla married_to Jens [2010..]"],
    ),
]
APPOSED = [
    (
        "My friend Ota, a chef, moved to Kyoto.",
        ["sam's friend Ota, a chef, moved to Kyoto"],
        ["Ota moved_to Kyoto", "Ota lives_in Kyoto", "sam friend_of Ota", "Ota works_as chef"],
    ),
    (
        "My neighbour Pavel, who works at Tesla, has a cat.",
        ["sam's neighbour Pavel, who works at Tesla, has a cat"],
        ["Pavel has_pet cat", "Pavel works_at Tesla", "sam neighbor_of Pavel"],
    ),
    (
        "Nora Beck, who is my boss, lives in Essen.",
        ["sam reports to Nora Beck", "Nora Beck lives in Essen"],
        ["sam reports_to Nora Beck", "Nora Beck lives_in Essen"],
    ),
    (
        "Our company, Brightfold, is based in Lyon.",
        ["sam's company, Brightfold, is based in Lyon"],
        ["Brightfold located_in Lyon", "Brightfold is_a company"],
    ),
]
HELD_BY_EACH = [
    (
        ("Bea: I live in Cork.", "My brother is a baker."),
        ["Bea lives in Cork", "sam's brother is a baker"],
        ["Bea lives_in Cork", "sam's brother works_as baker", "sam sibling_of sam's brother"],
    ),
]


@pytest.mark.parametrize(("text", "told", "known"), NAMED)
def test_a_name_beside_its_noun_tells_whose_it_is(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("turns", "told", "known"), SAID)
def test_a_verb_says_who_somebody_is(turns: tuple[str, ...], told: list[str], known: list[str]):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("text", "told", "known"), UNNAMED)
def test_somebody_without_a_name_is_called_after_the_holder(
    text: str, told: list[str], known: list[str]
):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), COUPLED)
def test_a_couple_is_linked(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), APPOSED)
def test_what_stands_between_commas_belongs_to_the_name(
    text: str, told: list[str], known: list[str]
):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("turns", "told", "known"), HELD_BY_EACH)
def test_each_speaker_has_a_brother_of_their_own(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))
