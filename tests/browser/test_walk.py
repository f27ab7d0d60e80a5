"""The whole way: a conversation goes in, is seen, opened, merged and parted, asked for, taken."""

import re
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import shot

CONVERSATION = """Ruth: I live in Utrecht and I work at Canal Foods.
Assistant: How nice!
Ruth: My sister Hanne lives in Aarhus."""
QUERY = "MATCH (m:Memory {user_id: $user}) RETURN m.text AS text"


def test_a_conversation_is_added_seen_opened_merged_and_exported(signed_in: Page):
    name = f"ruth-{uuid4()}"
    added(signed_in, name)
    panel = opened(signed_in, "Aarhus")
    panel.get_by_text("Evidence").first.click()
    expect(panel.locator("mark").first).to_contain_text("Aarhus")
    merged(signed_in, panel, "Utrecht")
    parted(signed_in)
    asked(signed_in, name)

    assert "Canal Foods" in exported(signed_in)


def test_the_overview_counts_and_follows_what_is_written(signed_in: Page, user: str):
    assert user
    signed_in.goto("/#/overview")

    expect(signed_in.locator(".figures")).to_contain_text("Memories")
    expect(signed_in.get_by_role("region", name="Events")).to_contain_text("succeeded")
    expect(signed_in.locator(".growth")).to_be_visible()
    shot(signed_in, "overview")


def added(page: Page, name: str) -> None:
    """Add the conversation and wait until it is understood."""
    page.goto("/#/add")
    page.get_by_label("Conversation").fill(CONVERSATION)
    expect(page.get_by_text("Read as 3 messages")).to_be_visible()
    page.get_by_label("User").fill(name)
    page.get_by_role("button", name="Add", exact=True).click()
    understood = page.get_by_role("region", name="What was understood")
    expect(understood).to_contain_text("Canal Foods", timeout=60_000)
    expect(understood).to_contain_text("Understood by")
    shot(page, "add")


def opened(page: Page, entity: str) -> Locator:
    """Go on to the graph and open the panel of an entity."""
    page.get_by_role("link", name="See the graph").click()
    expect(page.locator("#graph[data-settled=true]")).to_be_visible()
    page.get_by_role("combobox", name="Find an entity").fill(entity)
    page.get_by_role("option", name=entity).click()
    return page.get_by_role("complementary", name="Entity")


def merged(page: Page, panel: Locator, other: str) -> None:
    """Merge another entity into the one whose panel is open."""
    panel.get_by_role("combobox", name="Merge with").fill(other)
    panel.get_by_role("option", name=other).click()
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(panel.get_by_role("button", name=f"Undo the merge with {other}")).to_be_visible()
    shot(page, "merge")


def parted(page: Page) -> None:
    """Undo the merge where merges are reviewed."""
    page.get_by_role("link", name="Review").click()
    page.get_by_role("button", name=re.compile("Undo: .*Utrecht")).first.click()
    expect(page.get_by_text("It was undone")).to_be_visible()
    shot(page, "review")


def asked(page: Page, name: str) -> None:
    """Ask for the user's memories in Cypher."""
    page.get_by_role("link", name="Query").click()
    page.get_by_label("Query in Cypher").fill(QUERY)
    page.get_by_label("user", exact=True).fill(name)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("cell").filter(has_text="Canal Foods").first).to_be_visible()


def exported(page: Page) -> str:
    """Take the graph along as GraphML."""
    page.get_by_role("link", name="Graph").click()
    page.get_by_role("button", name="Export").click()
    page.get_by_label("For which program").select_option("graphml")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return Path(download.value.path()).read_text()
