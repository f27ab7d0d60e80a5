"""The first page in a real browser: it says that it runs, how to call it, and draws a graph."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS
from tests.live import Live


def signed_in(page: Page, live: Live, user: str) -> None:
    page.goto("/")
    page.get_by_label("API key").fill(live.key)
    page.get_by_role("button", name="Show my graph").click()
    page.get_by_label("of", exact=True).select_option(value=f'{{"user_id":"{user}"}}')


def shot(page: Page, name: str) -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)


def test_the_page_says_that_the_service_runs(page: Page):
    page.goto("/")

    expect(page.get_by_role("status")).to_have_text("running")
    shot(page, "first-page")


def test_the_calls_name_this_host_and_no_key(page: Page, live: Live):
    page.goto("/")
    calls = page.locator("#python").inner_text() + page.locator("#curl").inner_text()

    assert live.url in calls
    assert "<your key>" in calls
    assert live.key not in page.content()


def test_a_wrong_key_is_refused_in_words(page: Page):
    page.goto("/")
    page.evaluate("sessionStorage.clear()")
    with page.expect_response("**/v1/ping/") as answer:
        page.get_by_label("API key").fill("rl-wrong")
        page.get_by_role("button", name="Show my graph").click()

    assert 401 == answer.value.status
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#graph-section")).to_be_hidden()


def test_a_key_shows_the_relations_and_memories_of_a_scope(page: Page, live: Live, user: str):
    signed_in(page, live, user)

    expect(page.locator("#relations")).to_contain_text("Tidewater Labs")
    expect(page.locator("#memories")).to_contain_text("Bergen")
    expect(page.locator("#graph canvas").first).to_be_visible()
    page.wait_for_timeout(2_000)
    shot(page, "graph")


def test_what_is_stored_is_shown_as_text_and_never_run(page: Page, live: Live, user: str):
    signed_in(page, live, user)

    expect(page.locator("#memories")).to_contain_text("Biscuit")
    assert 0 == page.locator("#memories b, #relations b").count()


def test_the_key_stays_out_of_the_address_and_goes_with_the_sign_out(
    page: Page, live: Live, user: str
):
    signed_in(page, live, user)
    address = page.url
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_label("API key")).to_be_visible()
    assert live.key not in address
    assert page.evaluate("sessionStorage.length") == 0


def test_the_page_fits_a_narrow_screen(page: Page, live: Live, user: str):
    page.set_viewport_size({"width": 380, "height": 800})
    signed_in(page, live, user)
    expect(page.locator("#relations")).to_contain_text("Tidewater Labs")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, "narrow")


def test_scripts_from_elsewhere_and_inline_ones_are_forbidden(page: Page):
    answer = page.goto("/")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert 0 == page.locator("script:not([src])").count()
