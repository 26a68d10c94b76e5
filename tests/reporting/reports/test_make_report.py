"""manage.py make_report"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reporting.dataset.schema import decode, sha256
from reporting.models import Stage, StatusReport
from reporting.reports.commands import lifecycle
from tests.reporting.fakes import Queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files")]


def make(output: Path, *asked: str) -> str:
    out = StringIO()
    call_command("make_report", *asked, "--output", str(output), stdout=out)
    return out.getvalue()


def test_it_writes_the_file_and_says_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "report.pdf"
    said = make(output, "--kind=assembly", "--session=42", "--language=en", "--format=pdf")
    content = output.read_bytes()
    assert content.startswith(b"%PDF-")
    assert f"{len(content):,} bytes" in said
    assert "100%" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_it_is_the_same_file_as_the_one_asked_for_on_the_site(tmp_path: Path, queue: Queue) -> None:
    formats = ["json", "html", "xlsx", "docx", "pdf"]
    report = lifecycle.request(
        by=None, at=timezone.now(), kind="council", period="2012-1", formats=formats
    )
    queue.run()
    for format_ in formats:
        output = tmp_path / f"report.{format_}"
        make(output, "--kind=council", "--period=2012-1", f"--format={format_}")
        file = StatusReport.objects.get(pk=report.pk).files.get(
            language="en", stage=Stage.DRAFT, format=format_
        )
        with file.file.open("rb") as kept:
            assert kept.read() == output.read_bytes(), format_


def test_it_takes_an_audience_and_a_moment(tmp_path: Path) -> None:
    output = tmp_path / "report.json"
    make(
        output,
        "--kind=council",
        "--period=2012-1",
        "--format=json",
        "--audience=member_states",
        "--as-of=2012-05-20",
    )
    dataset = json.loads(output.read_bytes())["dataset"]
    assert (dataset["audience"], dataset["as_of"]) == ("member_states", "2012-05-20T00:00:00Z")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--kind=assembly", "--session=99"], "--session: There is no “99”."),
        (["--kind=assembly"], "--session: It is required for a report of this kind."),
        (["--kind=party", "--party=XXX", "--period=2012-1"], "--party: There is no “XXX”."),
        (["--kind=council", "--period=2012-1", "--as-of=soon"], "--as-of: give a day"),
        (["--kind=council", "--period=2012-1", "--as-of=2012-13-40"], "--as-of: "),
        (
            ["--kind=council", "--period=2012-1", "--as-of=2999-01-01"],
            "--as-of: The situation at that date",
        ),
        (["--kind=novel"], "--kind"),
    ],
)
def test_it_says_what_it_cannot_do_and_writes_nothing(
    tmp_path: Path, asked: list[str], message: str
) -> None:
    with pytest.raises(CommandError, match=message.replace("?", ".")):
        make(tmp_path / "report.json", *asked, "--format=json")
    assert list(tmp_path.iterdir()) == []


def test_it_says_that_a_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        make(tmp_path / "no" / "r.json", "--kind=council", "--period=2012-1", "--format=json")


def test_its_checksum_is_the_datasets(tmp_path: Path, queue: Queue) -> None:
    output = tmp_path / "report.json"
    said = make(output, "--kind=council", "--period=2012-1", "--format=json")
    report = lifecycle.request(
        by=None, at=timezone.now(), kind="council", period="2012-1", formats=["json"]
    )
    queue.run(most=1)
    kept = bytes(StatusReport.objects.get(pk=report.pk).dataset or b"")
    assert sha256(kept) in said
    assert decode(kept).kind == "council"
