"""Before and around the views: signing in and out, what is forbidden, screens of all kinds."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import shot
from tests.live import Live

VIEWS = ["overview", "graph", "memories", "add", "query", "review"]
MOST_OF_SCRIPTS = 1_200_000


def enter(page: Page, key: str) -> None:
    page.goto("/")
    page.get_by_label("API key").fill(key)
    page.get_by_role("button", name="Sign in").click()


def test_the_page_says_that_the_service_runs_and_how_to_call_it(page: Page, live: Live):
    page.goto("/")
    expect(page.locator("#health")).to_have_text("running")
    calls = page.locator("#python").inner_text() + page.locator("#curl").inner_text()

    assert live.url in calls
    assert "<your key>" in calls
    shot(page, "sign-in")


def test_a_wrong_key_is_refused_in_words(page: Page):
    enter(page, "rl-wrong")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("API key")).to_be_visible()
    assert 0 == page.evaluate("sessionStorage.length")


def test_the_key_stays_out_of_the_address_and_goes_with_the_sign_out(page: Page, live: Live):
    enter(page, live.key)
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    address = page.url
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_label("API key")).to_be_visible()
    assert live.key not in address
    assert 0 == page.evaluate("sessionStorage.length")


def test_scripts_from_elsewhere_and_inline_ones_are_forbidden(page: Page):
    answer = page.goto("/")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert "unsafe" not in policy
    assert 0 == page.locator("script:not([src]), [style]").count()


def test_every_view_fits_a_narrow_screen_in_the_dark(signed_in: Page, user: str):
    signed_in.emulate_media(color_scheme="dark")
    signed_in.set_viewport_size({"width": 380, "height": 800})
    for view in VIEWS:
        signed_in.goto(f"/#/{view}?scope=user:{user}")
        expect(signed_in.locator("h1")).to_have_text(re.compile(view, re.IGNORECASE))
        expect(signed_in.locator("main .waiting")).to_have_count(0)

        assert signed_in.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shot(signed_in, f"narrow-{view}")


def test_every_view_is_reached_by_keys_names_what_it_offers_and_is_small(
    signed_in: Page, user: str
):
    signed_in.goto(f"/#/overview?scope=user:{user}")
    for view in VIEWS:
        signed_in.get_by_role("link", name=view.capitalize(), exact=True).focus()
        signed_in.keyboard.press("Enter")
        expect(signed_in.locator("h1")).to_have_text(re.compile(view, re.IGNORECASE))
        expect(signed_in.locator("main .waiting")).to_have_count(0)

        assert [] == signed_in.evaluate(NAMELESS)
    assert 0 < sum(signed_in.evaluate(SCRIPTS)) <= MOST_OF_SCRIPTS


# what can be pressed or filled and has no name for who can't see it
NAMELESS = """() => [...document.querySelectorAll("button, a, input, select, textarea, canvas")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !one.textContent.trim() && !one.ariaLabel && !one.labels?.length)
  .map((one) => one.outerHTML)"""
SCRIPTS = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.endsWith(".js")).map((one) => one.decodedBodySize)"""
