"""Categories without a model: what is counted, what is near, and what is neither."""

from collections.abc import Sequence

import pytest

from extraction.categories import MISC, built_in, entries, entry_of
from extraction.labelling import KEPT, Labeller
from extraction.model import MOST_CATEGORIES, Category
from extraction.static_embedder import StaticEmbedder

MEM0 = """
personal_details family professional_details sports travel food music health technology hobbies
fashion entertainment milestones user_preferences misc
"""


class CountingEmbedder:
    """Embeds for real and counts how often it was asked."""

    model = StaticEmbedder.model
    dimensions = StaticEmbedder.dimensions

    def __init__(self, embedder: StaticEmbedder) -> None:
        self._embedder = embedder
        self.asked = 0

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        self.asked += 1
        return await self._embedder.embed(texts)


@pytest.fixture(scope="module")
def static() -> StaticEmbedder:
    return StaticEmbedder()


@pytest.fixture
def embedder(static: StaticEmbedder) -> CountingEmbedder:
    return CountingEmbedder(static)


@pytest.fixture
def labeller(embedder: CountingEmbedder) -> Labeller:
    return Labeller(embedder)


async def labels(
    labeller: Labeller,
    static: StaticEmbedder,
    text: str,
    categories: tuple[Category, ...] | None = None,
) -> tuple[str, ...]:
    vectors = await static.embed([text])
    (found,) = await labeller.labelled(
        [text], vectors, built_in() if categories is None else categories
    )
    return found


def test_the_built_in_categories_are_mem0s():
    assert MEM0.split() == [category.name for category in built_in()]
    assert all(category.description for category in built_in())


def test_no_word_is_listed_twice_for_a_category():
    listed = {name: entry.words.split() for name, entry in entries().items()}

    assert {} == {name: words for name, words in listed.items() if len(words) > len(set(words))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rosa eats no nuts", "food"),
        ("rosa's cousin is a nun", "family"),
        ("rosa plays the tuba in an orchestra", "music"),
        ("The tram stops at the corner", MISC),
        ("???", MISC),
    ],
)
async def test_the_best_category_comes_first(
    labeller: Labeller, static: StaticEmbedder, text: str, expected: str
):
    assert expected == (await labels(labeller, static, text))[0]


async def test_a_memory_that_tells_of_much_has_several_categories(
    labeller: Labeller, static: StaticEmbedder
):
    text = "rosa's sister cooks pasta, plays tennis, the guitar and chess, and programs computers"
    found = await labels(labeller, static, text)

    assert MOST_CATEGORIES == len(found) == len(set(found))


async def test_what_fits_none_of_a_callers_own_categories_has_none(
    labeller: Labeller, static: StaticEmbedder
):
    own = (Category(name="diet", description="What somebody eats or must not eat"),)

    assert ("diet",) == await labels(labeller, static, "rosa must not eat nuts", own)
    assert () == await labels(labeller, static, "rosa owns a boat", own)


async def test_a_callers_misc_takes_what_fits_nowhere(labeller: Labeller, static: StaticEmbedder):
    own = (Category(name=MISC), Category(name="diet", description="What somebody eats"))

    assert (MISC,) == await labels(labeller, static, "rosa owns a boat", own)


async def test_misc_alone_takes_everything(labeller: Labeller, static: StaticEmbedder):
    assert (MISC,) == await labels(labeller, static, "rosa owns a boat", (Category(name=MISC),))


async def test_without_categories_there_is_nothing_to_choose(
    labeller: Labeller, static: StaticEmbedder
):
    assert () == await labels(labeller, static, "rosa owns a boat", ())


async def test_a_known_name_without_a_description_means_what_it_always_does(
    labeller: Labeller, static: StaticEmbedder
):
    own = (Category(name="food"), Category(name="orders"))

    assert ("food",) == await labels(labeller, static, "rosa likes lasagne and risotto", own)


def test_a_known_name_with_a_description_means_what_the_caller_says():
    entry = entry_of(Category(name="food", description="Feeding of animals"))

    assert ("food", "Feeding of animals") == entry.about


def test_a_name_is_read_as_words():
    assert "next of kin" == entry_of(Category(name="next_of-kin")).words


async def test_a_catalogue_is_embedded_once(labeller: Labeller, embedder: CountingEmbedder):
    for _ in range(3):
        await labeller.labelled(["rosa eats"], [None], built_in())

    assert 1 == embedder.asked


async def test_catalogues_do_not_pile_up(labeller: Labeller, embedder: CountingEmbedder):
    for number in range(KEPT + 1):
        await labeller.labelled(["rosa eats"], [None], (Category(name=f"c{number}"),))
    before = embedder.asked
    await labeller.labelled(["rosa eats"], [None], (Category(name=f"c{KEPT}"),))
    await labeller.labelled(["rosa eats"], [None], (Category(name="c0"),))

    assert before + 1 == embedder.asked


async def test_words_tell_where_there_is_no_vector(labeller: Labeller):
    (found,) = await labeller.labelled(["rosa has a nephew"], [None], built_in())

    assert ("family",) == found
