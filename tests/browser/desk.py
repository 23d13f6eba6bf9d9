"""The page as a reader uses it."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

# Everything that axe-core checks, save what is a matter of taste.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"resultTypes": ["violations"], "runOnly": RULES}

PUT = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })) }"

# Seconds; the machine may have other work.
PATIENCE = 60


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf8")


class Desk:
    """The page of the service at `address` in a tab; notes what the browser asks for and complains about."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address, self.context = page, address, page.context
        self.requests: list[str] = []
        # Bodies sent to the interface, and when.
        self.posted: list[Any] = []
        self.posted_at: list[float] = []
        self.complaints: list[str] = []
        # Statuses that the test brings about, which a browser puts into its console.
        self.expected: set[int] = set()
        self._heeded = {
            "request": self._asked,
            "pageerror": self._erred,
            "console": self._heard,
            "dialog": self._spoken,
        }
        for event, heed in self._heeded.items():
            page.on(event, heed)
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(address + "/")
        page.evaluate("() => localStorage.clear()")
        page.wait_for_selector("#sample option:nth-child(2)", state="attached")

    def _erred(self, error: Any) -> None:
        self.complaints.append(f"error: {error}")

    def _spoken(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Any) -> None:
        self.requests.append(request.url)
        if request.method == "POST":
            self.posted.append(request.post_data_json)
            self.posted_at.append(time.monotonic())

    def _heard(self, message: Any) -> None:
        if message.type not in {"error", "warning"}:
            return
        status = re.search(r"status of (\d+)", message.text)
        if not (status and int(status[1]) in self.expected):
            self.complaints.append(f"{message.type}: {message.text}")

    def finish(self) -> None:
        """Leaves the page.  Fails where a request left the origin, or a script, style or policy failed."""
        self.page.unroute_all(behavior="ignoreErrors")
        for event, heed in self._heeded.items():
            self.page.remove_listener(event, heed)
        self._heeded = {}
        away = [url for url in self.requests if not url.startswith((self.address + "/", f"blob:{self.address}/"))]
        assert not away
        assert not self.complaints

    def read(self, text: str, **about: str) -> None:
        """Sends an article from the form and waits for its answer."""
        self.fill(text, **about)
        self.page.click("#submit")
        self.wait()

    def fill(self, text: str, **about: str) -> None:
        # Typing a long article takes a browser minutes on a busy machine; it is the same to the page.
        self.page.eval_on_selector("#text", PUT, text)
        for name, value in about.items():
            self.page.eval_on_selector(".about-article", "each => { each.open = true }")
            self.page.fill(f"#about-{name}", value)

    def sample(self, name: str) -> None:
        """Chooses a sample article and waits for its answer."""
        self.page.select_option("#sample", name)
        chosen = "document.querySelector('#sample').selectedOptions[0].text"
        self.until(f"() => document.querySelector('#about-title').value === {chosen}")
        self.page.click("#submit")
        self.wait()

    def wait(self) -> None:
        self.page.wait_for_selector("body[data-stage=results]")

    def until(self, script: str, argument: Any = None) -> None:
        """Waits until a function of JavaScript returns something true; Playwright's own way is against the policy."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(script, argument):
            assert time.monotonic() < end, f"waited in vain for {script}"
            self.page.wait_for_timeout(30)

    def shown(self) -> list[str]:
        """Ids of the quotes in the list, in its order."""
        script = "rows => rows.filter(row => row.checkVisibility()).map(row => row.firstChild.dataset.q)"
        return self.page.eval_on_selector_all("#quotes > li", script)

    def highlighted(self, quote: str, kind: str = "") -> list[str]:
        """The words drawn in the article as a quote's, one string for each of its stretches."""
        selector = f"#article .said{kind}[data-q={quote}]:not(.off)"
        return self.page.eval_on_selector_all(selector, "parts => parts.map(part => part.textContent)")

    def open(self, quote: str) -> None:
        self.page.eval_on_selector(f"#quotes button[data-q={quote}]", "card => card.click()")
        self.page.wait_for_selector("#detail:not([hidden])")

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def downloaded(self, selector: str) -> bytes:
        """What a click saves as a file."""
        with self.page.expect_download() as saved:
            self.page.eval_on_selector(selector, "button => button.click()")
        return Path(saved.value.path()).read_bytes()

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page as it is."""
        if not self.evaluate("() => 'axe' in window"):
            # By the debugger's way in: the page itself may run nothing but its own files.
            self.evaluate(f"() => {{ {axe()} }}")
        found = self.evaluate("options => axe.run(document, options).then(({ violations }) => violations)", AXE)
        return [f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']])[:400]}" for each in found]
