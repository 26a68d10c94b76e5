"""What may be written into an update, and what a submission needs: one set of rules for all doors.

A draft takes anything that is well typed. All faults are found in one go, each with its pointer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Fault
from commitments.models import Theme
from tracker.fields import UPDATE, Kind
from tracker.fields.cleaning import (
    Cleaner,
    Unfit,
    choice,
    clean_fields,
    cleaners,
    line,
    text,
    whole_number,
)
from tracker.updates.models.narrative import Channel, Level
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate

LIST_MAX: Final = 100
COOPERATION: Final = tuple(field.name for field in UPDATE if field.kind == Kind.COOPERATION)


def clean_content(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes to an update's content as its fields take them, as far as sent.

    Raises Invalid with every fault: unknown fields, wrong types, unknown themes, bad characters.
    """
    return clean_fields(changes, CONTENT_CLEANERS)


def clean_source(*, channel: Any, document: Any) -> dict[str, Any]:
    """Return `channel` and `channel_document` of what is logged on a party's behalf.

    Raises Invalid where either is missing or will not do.
    """
    channels = [value for value in Channel.values if value != Channel.ONLINE]
    source: dict[str, Cleaner] = {
        "channel": lambda value: choice(value, channels),
        "channel_document": lambda value: line(value, required=True),
    }
    return clean_fields({"channel": channel, "channel_document": document}, source)


def faults_of_submission(update: ProgressUpdate, *, previous: Revision | None) -> list[Fault]:
    """Return what a submission still lacks; `previous`: what `no_change` would take over from."""
    faults = [
        Fault(f"/{name}", "required", _("This is required for submission."))
        for name in UPDATE.required
        if not getattr(update, name)
    ]
    faults += [
        Fault(f"/{name}/{number}/{key}", "required", _("This is required for submission."))
        for name in COOPERATION
        for number, entry in enumerate(getattr(update, name))
        for key in ("theme", "text")
        if not entry[key]
    ]
    if update.no_change:
        return faults + _faults_of_no_change(update, previous)
    if update.level is not None and update.not_applicable:
        faults.append(
            Fault(
                "/not_applicable_reason",
                "exclusive",
                _("Enter either a level or the reason why none applies, not both."),
            )
        )
    if update.level is None and not update.not_applicable:
        faults.append(
            Fault(
                "/level",
                "required",
                _(
                    "Enter a level, or the reason why none applies, or indicate that nothing "
                    "changed."
                ),
            )
        )
    return faults


def _faults_of_no_change(update: ProgressUpdate, previous: Revision | None) -> list[Fault]:
    if previous is None:
        return [
            Fault(
                "/no_change",
                "no_change_without_previous",
                _("There is no accepted update of an earlier period to take the level from."),
            )
        ]
    said = update.level, update.not_applicable_reason
    # What an earlier submission took over stands in the working copy; it contradicts nothing.
    if said in ((None, ""), (previous.level, previous.not_applicable_reason)):
        return []
    return [
        Fault(
            "/no_change",
            "exclusive",
            _("Either indicate that nothing changed, or enter a level or a reason, not both."),
        )
    ]


def _cooperation(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > LIST_MAX:
        raise Unfit(
            "wrong_type",
            _("This must be a list of at most %(most)s objects with “theme” and “text”.")
            % {"most": LIST_MAX},
        )
    themes = set(Theme.objects.values_list("key", flat=True)) if value else set()
    return [_one_cooperation(entry, number, themes) for number, entry in enumerate(value)]


def _one_cooperation(entry: Any, number: int, themes: Collection[str]) -> dict[str, str]:
    if not isinstance(entry, dict) or set(entry) != {"theme", "text"}:
        raise Unfit(
            "wrong_type", _("This must be an object with “theme” and “text”."), f"/{number}"
        )
    # A draft may lack the theme or the words yet; a submission may not.
    if not isinstance(entry["theme"], str) or entry["theme"] not in {"", *themes}:
        raise Unfit("unknown_theme", _("There is no such theme."), f"/{number}/theme")
    try:
        words = text(entry["text"])
    except Unfit as unfit:
        raise Unfit(unfit.code, unfit.detail, f"/{number}/text") from unfit
    return {"theme": entry["theme"], "text": words}


CONTENT_CLEANERS: Final[Mapping[str, Cleaner]] = cleaners(
    UPDATE.as_draft(),
    ProgressUpdate,
    {
        Kind.LEVEL: lambda value: whole_number(value, least=min(Level), most=max(Level)),
        Kind.COOPERATION: _cooperation,
    },
)
