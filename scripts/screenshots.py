"""Takes the screenshots of the README and the docs from a running dashboard, in headless Chromium.

Start the dashboard over the shipped data (``make up``), then::

    python scripts/screenshots.py http://127.0.0.1:8501/ [--alliance NAME] [--document FILE] [--output docs/images]

The same data give the same pictures. Nothing but the dashboard's own address may be asked; anything else is an error.
"""

import argparse
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZE = ViewportSize(width=1200, height=860)
PATIENCE = 90_000


@dataclass(frozen=True, slots=True)
class Camera:
    """A browser tab on the dashboard at ``address``; pictures go to ``folder``."""

    page: Page
    address: str
    folder: Path

    def open(self, path: str) -> None:
        """Opens a page and waits until it is complete."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Waits until the page's script has run and what it drew stands still."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE)
        self.page.wait_for_timeout(1200)

    def take(self, name: str) -> None:
        """Takes a picture of what is in view."""
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=self.folder / f"{name}.png")


def walk(camera: Camera, alliance: str, document: Path | None) -> None:
    """Home, search, profile, source, network, questions, and a document being read."""
    page = camera.page
    camera.open("")
    camera.take("home")
    camera.open("search?q=nongye")
    camera.take("search")
    camera.open(f"search?q={quote(alliance)}&kind=Alliance")
    profile = page.locator(".ag-table a").first.get_attribute("href") or ""
    identifier = profile.partition("id=")[2].partition("&")[0]
    camera.open(f"entity?id={identifier}")
    camera.take("profile")
    source = page.locator(".ag-quote a").first.get_attribute("href") or ""
    camera.open(source)
    camera.take("source")
    camera.open(f"network?id={identifier}")
    page.locator('[data-testid="stEChartsChart"] canvas').first.wait_for()
    camera.take("network")
    camera.open(f"questions?id=alliance-members&alliance={identifier}")
    camera.take("questions")
    if document is not None:
        camera.open("ingest")
        page.locator('input[type="file"]').set_input_files(document)
        page.get_by_test_id("stBaseButton-primary").click()
        page.locator(".ag-counts").wait_for()
        camera.settle()
        camera.take("ingest")


def main() -> None:
    """Runs the walk with the arguments of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="the dashboard's address, as `alliancegraph up` prints it")
    parser.add_argument("--alliance", default="粉末冶金产业技术创新战略联盟", help="whose pages are shown")
    parser.add_argument("--document", type=Path, help="a document to show being read; it stays loaded afterwards")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "images", help="folder of the pictures")
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("There is no Chromium here: install the package chromium.")
    given.output.mkdir(parents=True, exist_ok=True)
    address = given.address.rstrip("/") + "/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport=SIZE, locale="zh-CN")
        page.set_default_timeout(PATIENCE)
        foreign: list[str] = []
        ours = (address, "data:", "blob:" + address)
        page.on("request", lambda request: None if request.url.startswith(ours) else foreign.append(request.url))
        walk(Camera(page, address, given.output), given.alliance, given.document)
        browser.close()
    if foreign:
        sys.exit(f"The dashboard asked another host: {foreign[0]}")


if __name__ == "__main__":
    main()
