"""Pictures of the page for docs/, by ``make screenshots``: three widths, light and dark."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from service import logs
from tests.browser.conftest import CHROMIUM, USUAL, serving
from tests.browser.desk import Desk
from tests.browser.extractors import LIMITS, Recorded

DOCS = Path(__file__).resolve().parents[2] / "docs"
WIDTHS = {320: 640, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")


def main() -> None:
    """Takes all of them, each small enough for a repository."""
    from playwright.sync_api import sync_playwright

    logs.configure("error")
    DOCS.mkdir(exist_ok=True)
    with serving(Recorded(), LIMITS) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                options = {**USUAL, "viewport": {"width": width, "height": height}, "color_scheme": scheme}
                desk = Desk(browser.new_context(**options).new_page(), address)
                desk.sample("07-strait-talks")
                desk.page.mouse.move(0, 0)
                desk.open("q7")
                desk.page.wait_for_timeout(300)
                desk.page.screenshot(path=DOCS / f"page-{width}-{scheme}.png")
                desk.finish()
        browser.close()
    compress(DOCS.glob("page-*.png"))


def compress(pictures: Iterable[Path]) -> None:
    """Makes `pictures` a third as large, where Debian's pngquant is installed."""
    if quantise := shutil.which("pngquant"):
        for path in pictures:
            subprocess.run([quantise, "--force", "--ext", ".png", "--speed", "1", "96", path], check=True)
    else:
        print("The pictures are three times as large as need be: apt-get install pngquant")


if __name__ == "__main__":
    main()
