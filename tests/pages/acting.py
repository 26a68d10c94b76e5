"""What people do in a browser without JavaScript: read a form, fill it in, press a button."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from tracker.models import ProgressUpdate


class _Fields(HTMLParser):
    """Collects what a browser would send of the last form with a `verb` button, as it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, Any] = {}
        self.buttons: list[str] = []
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and given.get("type") in ("radio", "checkbox"):
            if "checked" in given:
                self.fields[name] = given.get("value", "on")
        elif tag == "input" and name and given.get("type") != "file":
            self.fields[name] = given.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self.fields:
                self.fields[self._select] = given.get("value") or ""
        elif tag == "button" and name == "verb":
            self.buttons.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            # A browser leaves out the line end right after the tag.
            self.fields[self._area] += data.removeprefix("\r\n").removeprefix("\n")


def form_of(response: Any) -> dict[str, Any]:
    """Return the fields of a page's forms as they would be sent."""
    return _parsed(response).fields


def buttons_of(response: Any) -> set[str]:
    """Return the verbs that the page offers."""
    return set(_parsed(response).buttons)


def press(client: Any, address: str, verb: str, **typed: Any) -> Any:
    """Open the page, type, press the button; return what comes (not followed)."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return client.post(address, form_of(page) | typed | {"verb": verb})


def _parsed(response: Any) -> _Fields:
    parser = _Fields()
    parser.feed(response.content.decode())
    return parser


def desk_of(update: ProgressUpdate) -> str:
    return reverse("desk-update", args=[update.pk])


def read(client: Client, name: str, *args: Any, query: str = "") -> str:
    page = client.get(reverse(name, args=args) + query)
    assert page.status_code == 200
    return str(page.content.decode())
