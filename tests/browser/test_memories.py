"""The list of memories: found with its score, opened, changed, deleted."""

from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import shot
from tests.live import Live


@pytest.fixture
def reader(live: Live) -> str:
    """A user of this test's own, with two memories that are kept as they are."""
    name = f"ines-{uuid4()}"
    texts = ["The gate code is 4711.", "The <i>blue</i> bike stands in the cellar."]
    messages = [{"role": "user", "content": text} for text in texts]
    body = {"messages": messages, "user_id": name, "infer": False, "async_mode": False}
    headers = {"Authorization": f"Token {live.key}"}
    httpx.post(f"{live.url}/v3/memories/add/", json=body, headers=headers).raise_for_status()
    return name


def test_a_search_shows_how_the_score_came_about(signed_in: Page, user: str):
    signed_in.goto(f"/#/memories?scope=user:{user}")
    expect(signed_in.locator("#memories")).to_contain_text("Bergen")
    signed_in.get_by_label("Search by meaning").fill("Who employs Wilma?")
    signed_in.get_by_role("button", name="Show").click()
    signed_in.locator("#memories .breakdown summary").first.click()

    expect(signed_in.locator("#memories .parts").first).to_contain_text("semantic")
    shot(signed_in, "memories-search")


def test_a_memory_opens_to_its_message_and_its_history(signed_in: Page, user: str):
    signed_in.goto(f"/#/memories?scope=user:{user}")
    signed_in.get_by_role("button", name="Biscuit").first.click()

    expect(signed_in.locator("#memories mark").first).to_contain_text("Biscuit")
    expect(signed_in.locator("#memories .history")).to_contain_text("ADD")
    shot(signed_in, "memories")


def test_a_memory_is_changed_and_deleted_after_a_question(signed_in: Page, reader: str):
    signed_in.goto(f"/#/memories?scope=user:{reader}")
    signed_in.get_by_role("button", name="Edit: The gate").click()
    signed_in.get_by_label("Memory", exact=True).fill("The gate code is 1147.")
    signed_in.get_by_role("button", name="Save").click()
    expect(signed_in.locator("#memories")).to_contain_text("1147")

    signed_in.get_by_role("button", name="Delete: The <i>blue").click()
    dialog = signed_in.get_by_role("dialog")
    expect(dialog).to_contain_text("The <i>blue</i> bike")
    dialog.get_by_role("button", name="Cancel").click()
    expect(signed_in.locator("#memories")).to_contain_text("bike")
    signed_in.get_by_role("button", name="Delete: The <i>blue").click()
    shot(signed_in, "memories-delete")
    signed_in.get_by_role("dialog").get_by_role("button", name="Delete").click()

    expect(signed_in.locator("#memories")).not_to_contain_text("bike")


def test_a_filter_that_lets_nothing_through_says_so(signed_in: Page, reader: str):
    signed_in.goto(f"/#/memories?scope=user:{reader}")
    signed_in.get_by_label("Added until").fill("2001-01-01")
    signed_in.get_by_role("button", name="Show").click()

    expect(signed_in.get_by_text("Nothing passes this filter")).to_be_visible()
