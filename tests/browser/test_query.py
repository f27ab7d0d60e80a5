"""Cypher on the page: coloured, completed, answered as table, drawing and chart, taken as CSV."""

from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.browser.conftest import shot

RELATED = "MATCH path = (:Entity)-[r:RELATES_TO]->(:Entity) RETURN path LIMIT 50"
COUNTED = """MATCH (:Entity)-[r:RELATES_TO]->(:Entity)
RETURN r.predicate AS predicate, count(*) AS relations ORDER BY relations DESC"""


def ran(page: Page, query: str) -> None:
    page.goto("/#/query")
    page.get_by_label("Query in Cypher").fill(query)
    page.keyboard.press("Control+Enter")


def test_an_answer_is_a_table_a_chart_and_a_file(signed_in: Page, user: str):
    assert user
    ran(signed_in, COUNTED)
    expect(signed_in.get_by_role("cell", name="works_at")).to_be_visible()
    expect(signed_in.locator(".editor .token-keyword").first).to_have_text("MATCH")
    with signed_in.expect_download() as download:
        signed_in.get_by_role("button", name="Download CSV").click()
    signed_in.get_by_role("tab", name="Bar chart").click()

    expect(signed_in.get_by_role("img", name="bar chart of relations")).to_be_visible()
    assert Path(download.value.path()).read_text().startswith("predicate,relations")
    shot(signed_in, "query-chart")


def test_paths_are_drawn(signed_in: Page, user: str):
    assert user
    ran(signed_in, RELATED)
    signed_in.get_by_role("tab", name="Graph").click()

    expect(signed_in.locator(".result-graph canvas[data-settled=true]")).to_be_visible()
    shot(signed_in, "query-graph")


def test_words_are_completed_by_keys(signed_in: Page):
    signed_in.goto("/#/query")
    field = signed_in.get_by_label("Query in Cypher")
    field.fill("")
    field.press_sequentially("MATCH (m:Mem")
    suggestions = signed_in.get_by_role("listbox", name="Suggestions")
    expect(suggestions.get_by_role("option", name="Memory")).to_be_visible()
    shot(signed_in, "query-completion")
    signed_in.keyboard.press("Tab")

    expect(field).to_have_value("MATCH (m:Memory")
    expect(suggestions).to_be_hidden()


def test_what_is_refused_is_shown_with_its_place(signed_in: Page):
    ran(signed_in, "MATCH (n:Memory)\nDELETE n")

    expect(signed_in.get_by_role("alert")).to_contain_text("Nothing can be changed here")
    signed_in.get_by_role("button", name="Go to line 2, column 1").click()
    expect(signed_in.get_by_label("Query in Cypher")).to_be_focused()
    shot(signed_in, "query-refused")


def test_a_ready_query_runs_and_a_written_one_is_kept(signed_in: Page, user: str):
    assert user
    signed_in.goto("/#/query")
    signed_in.get_by_role("button", name="People by employer").click()
    expect(signed_in.get_by_role("img", name="bar chart of count")).to_be_visible()

    name = f"Of one predicate {uuid4()}"
    text = "MATCH ()-[r:RELATES_TO {predicate: $predicate}]->() RETURN count(r) AS relations"
    signed_in.get_by_label("Query in Cypher").fill(text)
    signed_in.get_by_label("predicate", exact=True).fill("works_at")
    signed_in.get_by_role("button", name="Save…").click()
    signed_in.get_by_label("Name").fill(name)
    signed_in.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(signed_in.get_by_role("button", name=name, exact=True)).to_be_visible()
    shot(signed_in, "query-saved")
    signed_in.get_by_role("button", name=f"Delete the query {name}").click()
    signed_in.get_by_role("dialog").get_by_role("button", name="Delete").click()

    expect(signed_in.get_by_role("button", name=name, exact=True)).to_have_count(0)
