"""The graph of a scope: drawn, read as a table, filtered, searched, asked back in time, opened."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import shot


def drawn(page: Page, user: str) -> Locator:
    """Open the graph of a user and wait until its nodes have found their places."""
    page.goto(f"/#/graph?scope=user:{user}")
    canvas = page.locator("#graph[data-settled=true]")
    expect(canvas).to_be_visible()
    return canvas


def opened(page: Page, user: str, name: str) -> Locator:
    """Open the panel of an entity by its name."""
    drawn(page, user)
    page.get_by_role("combobox", name="Find an entity").fill(name)
    page.get_by_role("option", name=name).first.click()
    panel = page.get_by_role("complementary", name="Entity")
    expect(panel.get_by_role("heading", name=name)).to_be_visible()
    return panel


def test_a_scope_s_graph_is_drawn_with_a_legend(signed_in: Page, user: str):
    drawn(signed_in, user)

    legend = signed_in.locator("#legend")
    expect(legend).to_contain_text("person")
    expect(legend).to_contain_text("organization")
    shot(signed_in, "graph")


def test_what_is_stored_is_shown_as_text_and_never_run(signed_in: Page, user: str):
    drawn(signed_in, user)
    signed_in.get_by_role("checkbox", name="As a table").check()

    expect(signed_in.locator("#relations")).to_contain_text("Tidewater Labs")
    signed_in.goto(f"/#/memories?scope=user:{user}")
    signed_in.get_by_role("button", name="Biscuit").first.click()

    expect(signed_in.locator("#memories")).to_contain_text("<b>Biscuit</b>")
    assert 0 == signed_in.locator("main b").count()


def test_a_type_that_is_unticked_is_not_shown(signed_in: Page, user: str):
    drawn(signed_in, user)
    signed_in.get_by_role("checkbox", name="As a table").check()
    signed_in.locator("#legend").get_by_label("organization").uncheck()

    expect(signed_in.locator("#relations")).not_to_contain_text("Tidewater Labs")
    expect(signed_in.locator("#relations")).to_contain_text("Porto")


def test_the_time_slider_shows_what_held_on_a_day(signed_in: Page, user: str):
    drawn(signed_in, user)
    signed_in.get_by_role("checkbox", name="As a table").check()
    signed_in.get_by_label("Ended").uncheck()
    slider = signed_in.get_by_role("slider", name="Show the graph as it was on")
    slider.fill("0")

    expect(signed_in.locator("#relations tr")).to_have_count(0)
    signed_in.get_by_role("button", name="Back to now").click()
    expect(signed_in.locator("#relations")).to_contain_text("Tidewater Labs")


def test_an_entity_opens_down_to_the_words_that_were_said(signed_in: Page, user: str):
    panel = opened(signed_in, user, "Tidewater Labs")
    panel.get_by_text("Evidence").first.click()

    expect(panel.locator("mark").first).to_contain_text("Tidewater Labs")
    expect(panel.locator("blockquote").first).to_contain_text("I live in Bergen")
    shot(signed_in, "entity")


def test_a_question_lights_the_way_to_its_answer(signed_in: Page, user: str):
    drawn(signed_in, user)
    box = signed_in.get_by_role("combobox", name="Find an entity")
    box.fill("Where does Anton live?")
    box.press("Enter")

    results = signed_in.get_by_role("region", name="Search results")
    expect(results).to_contain_text("Porto")
    expect(results).to_contain_text("relations lit")
    shot(signed_in, "search")


def test_the_graph_is_walked_by_keys(signed_in: Page, user: str):
    panel = opened(signed_in, user, "Anton")
    signed_in.locator("#graph").focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        signed_in.keyboard.press(key)
    signed_in.keyboard.press("Escape")

    expect(panel).to_be_hidden()


def test_a_scope_without_relations_says_what_to_do(signed_in: Page):
    signed_in.goto("/#/graph?scope=user:nobody-at-all")

    expect(signed_in.get_by_text("No relations here yet")).to_be_visible()
    expect(signed_in.get_by_role("link", name="Add a conversation")).to_be_visible()
