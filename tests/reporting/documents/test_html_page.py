"""A report's page stands alone, runs nothing, and leads to each update by an address of its own."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import itertools
import re
from functools import cache

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.html.document import _quoted
from tests.reporting.datasets import make_dataset

DATA = make_dataset(kind="party", subject="SLV", length=120)


@cache
def page(*, draft: bool = True, symbol: str = "") -> str:
    editorial = d.Editorial(symbol=symbol, classification="OEA/Ser.G" if symbol else "")
    data = dataclasses.replace(DATA, editorial=editorial)
    sha = d.sha256(d.encode(data))
    return render(dataset=data, language="en", format="html", sha256=sha, draft=draft).decode()


def test_its_policy_lets_nothing_in_but_its_own_style() -> None:
    style = re.search(r"<style>(.*?)</style>", page(), re.DOTALL)
    assert style is not None
    checksum = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page())
    assert policy is not None
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{checksum}'; base-uri 'none'; form-action 'none'"
    )
    # A style written on an element would be refused.
    assert ' style="' not in page()


def test_words_cannot_end_a_string_of_its_style() -> None:
    assert _quoted('a"; } </style>\n\\é') == r'"a\22 \3b  \7d  \3c \2f style\3e \a \5c \e9 "'


def test_each_update_has_an_address_that_its_heading_gives() -> None:
    for update in DATA.updates:
        anchor = f"update-{update.commitment}-{update.party}-{update.period}"
        assert page().count(f'id="{anchor}"') == 1
        assert f'<a class="here" href="#{anchor}"' in page()


def test_a_drawings_patterns_are_defined_once_for_all() -> None:
    assert page().count("<defs>") == 1
    used = set(re.findall(r"url\(#([^)]+)\)", page()))
    defined = re.findall(r'<pattern id="([^"]+)"', page())
    assert used <= set(defined)
    assert len(defined) == len(set(defined))


def test_a_draft_says_so_on_the_screen_and_on_paper() -> None:
    assert "<p>Draft</p><p>Sample data</p></aside>" in page()
    assert '@top-right { content: "Draft \\b7  Sample data"' in page()
    issued = page(draft=False, symbol="CP/doc.5/12")
    assert "<p>Draft</p>" not in issued
    assert '@top-right { content: "Sample data"' in issued


def test_classification_and_symbol_stand_at_its_head() -> None:
    issued = page(draft=False, symbol="CP/doc.5/12")
    assert '<span class="symbol"><span>OEA/Ser.G</span><span>CP/doc.5/12</span></span>' in issued


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(found) for found in re.findall(r"<h([1-6])", page())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, now in itertools.pairwise(levels):
        assert now <= before + 1
