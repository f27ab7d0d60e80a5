"""The whole way: a conversation goes in, is seen, opened to its words, asked for, taken out."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.conftest import shot

CONVERSATION = """Ruth: I live in Utrecht and I work at Canal Foods.
Assistant: How nice!
Ruth: My sister Hanne lives in Aarhus."""


def test_a_conversation_is_added_seen_opened_asked_for_and_exported(signed_in: Page):
    name = f"ruth-{uuid4()}"
    signed_in.goto("/#/add")
    signed_in.get_by_label("Conversation").fill(CONVERSATION)
    expect(signed_in.get_by_text("Read as 3 messages")).to_be_visible()
    signed_in.get_by_label("User").fill(name)
    signed_in.get_by_role("button", name="Add", exact=True).click()
    understood = signed_in.get_by_role("region", name="What was understood")
    expect(understood).to_contain_text("Canal Foods", timeout=30_000)
    expect(understood).to_contain_text("Understood by")
    shot(signed_in, "add")

    signed_in.get_by_role("link", name="See the graph").click()
    expect(signed_in.locator("#graph[data-settled=true]")).to_be_visible()
    box = signed_in.get_by_role("combobox", name="Find an entity")
    box.fill("Aarhus")
    signed_in.get_by_role("option", name="Aarhus").click()
    panel = signed_in.get_by_role("complementary", name="Entity")
    panel.get_by_text("Evidence").first.click()
    expect(panel.locator("mark").first).to_contain_text("Aarhus")

    query = f"MATCH (m:Memory {{user_id: '{name}'}}) RETURN m.text AS text"
    signed_in.get_by_role("link", name="Query").click()
    signed_in.get_by_label("Query in Cypher").fill(query)
    signed_in.keyboard.press("Control+Enter")
    expect(signed_in.get_by_role("cell").filter(has_text="Canal Foods").first).to_be_visible()
    with signed_in.expect_download():
        signed_in.get_by_role("button", name="Download CSV").click()


def test_the_overview_counts_and_follows_what_is_written(signed_in: Page, user: str):
    assert user
    signed_in.goto("/#/overview")

    expect(signed_in.locator(".figures")).to_contain_text("Memories")
    expect(signed_in.get_by_role("region", name="Events")).to_contain_text("succeeded")
    expect(signed_in.locator(".growth")).to_be_visible()
    shot(signed_in, "overview")
