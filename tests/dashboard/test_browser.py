"""The dashboard in a real browser: search, profile, source, network, questions, ingest, and nobody else is asked."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from dashboard.i18n import Texts, load
from graph.settings import Settings
from graph.store import Store
from loaders.pipeline import ingest, retract
from tests.dashboard.conftest import SAMPLES, Server

pytestmark = [pytest.mark.store, pytest.mark.browser]

ALLIANCE = "星海传感器产业技术创新战略联盟"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Streamlit looks for its own end points below a deep link first; the two answers 404 do no harm.
HARMLESS = re.compile(r"/\w+/_stcore/(health|host-config)$")
PATIENCE = 60_000


class Visit:
    """One tab, with everything it asked for and complained about."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url.replace("ws:", "http:")))
        page.on("console", lambda message: self._said(message.type, message.text, message.location.get("url", "")))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.server.address, "data:", "blob:" + self.server.address)):
            self.foreign.append(url)

    def _said(self, kind: str, text: str, url: str) -> None:
        if kind == "error" and not HARMLESS.search(url):
            self.errors.append(f"{text} {url}")

    def open(self, address: str) -> None:
        """Opens an address of the dashboard and waits until its page has run."""
        self.page.goto(self.server.address + address)
        self.settle()

    def settle(self) -> None:
        """Waits until the script has run to its end."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE)

    def click(self, selector: str) -> None:
        """Follows a link or presses a button."""
        self.page.locator(selector).first.click()
        self.settle()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = running.new_context(viewport={"width": 1200, "height": 900}, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        yield context
        running.close()


@pytest.fixture
def visit(browser: BrowserContext, server: Server, facts: Store) -> Iterator[Visit]:
    """A tab; whatever the test did, it asked nobody else and reported no error."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    tab = Visit(page, server)
    yield tab
    page.close()
    assert tab.foreign == []
    assert tab.errors == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_walk(visit: Visit, language: str, key: Callable[[str], str]) -> None:
    page, t = visit.page, load(language)
    visit.open(f"?lang={language}")
    expect(page.get_by_role("link", name=t("menu.questions"))).to_be_visible()
    page.get_by_role("searchbox").first.fill("xinghai")
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/search?*q=xinghai*")
    visit.settle()
    page.get_by_role("link", name=ALLIANCE, exact=True).click()
    page.wait_for_url(f"**/entity?id={key(ALLIANCE)}*")
    expect(page.get_by_role("heading", name=ALLIANCE)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == ("zh-CN" if language == "zh" else "en")
    _source(visit, t)
    _network(visit, t, key(ALLIANCE))
    _question(visit, t)


def _source(visit: Visit, t: Texts) -> None:
    """From a fact to its words, marked and in view."""
    page = visit.page
    member = page.locator(".ag-fact", has_text="西川微系统有限公司").first
    member.get_by_role("link", name=t("common.open_source")).click()
    page.wait_for_url("**/source?*")
    hit = page.locator("#ag-hit")
    expect(hit).to_contain_text("西川微系统有限公司")
    expect(hit).to_be_in_viewport()
    expect(page.get_by_role("link", name="https://example.org/xh/1")).to_be_visible()
    page.go_back()
    visit.settle()


def _network(visit: Visit, t: Texts, identifier: str) -> None:
    """A click into the chart's middle selects the alliance; the table lists its neighbours."""
    page = visit.page
    page.get_by_test_id("stMain").get_by_role("link", name=t("common.open_network")).first.click()
    page.wait_for_url(f"**/network?id={identifier}*")
    expect(page.get_by_role("cell", name="西川微系统有限公司")).to_be_visible()
    canvas = page.locator('[data-testid="stEChartsChart"] canvas').first
    box = canvas.bounding_box()
    assert box is not None
    expect(page.get_by_text(t("network.selected_hint"))).to_be_visible()
    page.wait_for_timeout(1000)
    middle = 48 + (box["height"] - 48 - 16) / 2
    canvas.click(position={"x": box["width"] / 2, "y": middle})
    expect(page.locator(".ag-note").get_by_role("link", name=ALLIANCE)).to_be_visible()


def _question(visit: Visit, t: Texts) -> None:
    """A question asked by typing a short name; its evidence opens the source."""
    page = visit.page
    page.get_by_role("link", name=t("menu.questions")).click()
    visit.settle()
    visit.open(f"questions?id=alliance-members&lang={t.language}")
    box = page.get_by_role("searchbox").first
    box.fill("竹材联盟")
    box.press("Enter")
    page.wait_for_url("**alliance=*")
    expect(page.get_by_role("link", name="南禾竹业集团有限公司")).to_be_visible()
    visit.settle()
    page.locator('a[href^="source?passage="]').first.click()
    page.wait_for_url("**/source?*")
    expect(page.locator("#ag-hit")).to_be_in_viewport()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_document_is_read_and_withdrawn(visit: Visit, language: str) -> None:
    page, t = visit.page, load(language)
    visit.open(f"ingest?lang={language}")
    page.locator('input[type="file"]').set_input_files(SAMPLES / "notice-2024-18.txt")
    page.get_by_role("button", name=t("ingest.start")).click()
    expect(page.get_by_role("heading", name=t("ingest.ledger"))).to_be_visible()
    expect(page.locator("mark.ag-stated").first).to_be_visible()
    page.locator('a[href^="source?"]', has_text="远山石墨产业技术创新战略联盟").first.click()
    page.wait_for_url("**/source?document=notice-2024-18&*")
    expect(page.locator("#ag-hit")).to_contain_text("远山石墨产业技术创新战略联盟")
    visit.open(f"search?q=yuanshanshimo&lang={language}")
    expect(page.get_by_role("link", name="远山石墨产业技术创新战略联盟", exact=True)).to_be_visible()
    visit.open(f"ingest?tab=documents&lang={language}")
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="notice-2024-18").click()
    page.get_by_role("button", name=t("ingest.withdraw_confirm", document="notice-2024-18")).click()
    expect(page.locator(".ag-note", has_text="notice-2024-18")).to_be_visible()
    visit.open(f"search?q=yuanshanshimo&lang={language}")
    expect(page.get_by_text(t("search.none_hint"))).to_be_visible()


COLOURED = (
    "云海藻业产业技术创新战略联盟召开理事会\n\n"
    + "4月18日，云海藻业产业技术创新战略联盟第二次理事会在烟台召开。\n\n"
    + "我们要保持清醒，今后还要继续努力。\n\n" * 60
    + "海之蓝出席，与会代表参加了参观。\n"
)


@pytest.mark.timeout(600)
def test_a_document_is_coloured_by_what_was_read(
    visit: Visit, facts: Store, elsewhere: Settings, tmp_path: Path
) -> None:
    page, t = visit.page, load("en")
    (tmp_path / "coloured.txt").write_text(COLOURED, encoding="utf-8")
    assert not ingest(facts, elsewhere, [tmp_path / "coloured.txt"]).failed
    visit.open("coverage?lang=en")
    page.locator('.ag-table a[href^="coverage?document=coloured"]').click()
    page.wait_for_url("**/coverage?document=coloured*")
    visit.settle()
    expect(page.locator(".ag-text mark.ag-stated").first).to_contain_text("理事会")
    ignored = page.locator(".ag-text mark.ag-ignored").first
    expect(ignored).to_have_attribute("title", re.compile(f"^{t('ingest.ignored')}: no-name-no-trigger"))
    expect(page.locator(".ag-key mark.ag-remark")).to_be_visible()
    page.locator("tr", has_text=t("coverage.unknown_unit")).get_by_role("link", name="海之蓝").click()
    page.wait_for_url("**/coverage?document=coloured&start=*")
    expect(page.locator("#ag-hit")).to_have_text("海之蓝")
    expect(page.locator("#ag-hit")).to_be_in_viewport()
    page.wait_for_timeout(1000)  # the page comes to rest: a list that opens while it scrolls closes again
    page.get_by_role("combobox").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="table/posts").click()
    page.wait_for_url("**/coverage?*document=table%2Fposts*")
    assert not retract(facts, elsewhere, ["coloured"]).failed


def test_bad_input_is_one_sentence(visit: Visit, tmp_path: Path) -> None:
    page, t = visit.page, load("en")
    for name, data in (("empty.txt", b""), ("picture.txt", bytes(range(256)) * 40)):
        (tmp_path / name).write_bytes(data)
        visit.open("ingest?lang=en")
        page.locator('input[type="file"]').set_input_files(tmp_path / name)
        page.get_by_role("button", name=t("ingest.start")).click()
        expect(page.get_by_role("alert").filter(has_text=t("error.failed"))).to_be_visible()


def test_the_language_switch_keeps_the_view(visit: Visit, key: Callable[[str], str]) -> None:
    page = visit.page
    visit.open(f"entity?id={key('东湖大学')}")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(f"**/entity?id={key('东湖大学')}&lang=en")
    expect(page.get_by_role("link", name="Read a document")).to_be_visible()
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search?lang=en")


def test_narrow_screens(visit: Visit, key: Callable[[str], str]) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.open(f"entity?id={key(ALLIANCE)}")
    expect(visit.page.get_by_role("heading", name=ALLIANCE)).to_be_visible()
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
