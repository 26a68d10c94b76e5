"""What may be written into an update, and what a submission needs: the same for pages and API.

A draft takes any value of the right type. All faults are found together, each with its pointer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
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


def clean_content(changes: Mapping[str, object]) -> dict[str, Any]:
    """Return the content fields that were sent, as Python values.

    Raises Invalid with all faults: unknown fields, wrong types, unknown themes, bad characters.
    """
    return clean_fields(changes, CONTENT_CLEANERS)


def clean_source(*, channel: object, document: object) -> dict[str, Any]:
    """Return `channel` and `channel_document` of what is logged on a party's behalf.

    Raises Invalid if either is missing or not valid.
    """
    channels = [value for value in Channel.values if value != Channel.ONLINE]
    return clean_fields(
        {"channel": channel, "channel_document": document},
        {
            "channel": partial(choice, values=channels),
            "channel_document": partial(line, required=True),
        },
    )


def faults_of_submission(update: ProgressUpdate, *, previous: Revision | None) -> list[Fault]:
    """Return what a submission still lacks; `previous`: the revision that `no_change` refers to."""
    lacking = [f"/{name}" for name in UPDATE.required if not getattr(update, name)]
    lacking += [
        f"/{name}/{number}/{key}"
        for name in COOPERATION
        for number, entry in enumerate(getattr(update, name))
        for key in ("theme", "text")
        if not entry[key]
    ]
    detail = _("This is required for submission.")
    return [*(Fault(pointer, "required", detail) for pointer in lacking), *_level(update, previous)]


def _level(update: ProgressUpdate, previous: Revision | None) -> Iterator[Fault]:
    """Yield the fault of a level, of its reason, or of `no_change`, which exclude each other."""
    if update.no_change:
        given = update.level, update.not_applicable_reason
        if previous is None:
            detail = _("There is no accepted update of an earlier period to take the level from.")
            yield Fault("/no_change", "no_change_without_previous", detail)
        # An earlier submission leaves what it took over in the working copy, which is no fault.
        elif given not in ((None, ""), (previous.level, previous.not_applicable_reason)):
            detail = _(
                "Either indicate that nothing changed, or enter a level or a reason, not both."
            )
            yield Fault("/no_change", "exclusive", detail)
    elif update.level is not None and update.not_applicable:
        detail = _("Enter either a level or the reason why none applies, not both.")
        yield Fault("/not_applicable_reason", "exclusive", detail)
    elif update.level is None and not update.not_applicable:
        detail = _(
            "Enter a level, or the reason why none applies, or indicate that nothing changed."
        )
        yield Fault("/level", "required", detail)


def _cooperation(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list) or len(value) > LIST_MAX:
        detail = _("This must be a list of at most %(most)s objects with “theme” and “text”.")
        raise Unfit("wrong_type", detail % {"most": LIST_MAX})
    themes = {"", *Theme.objects.values_list("key", flat=True)} if value else set()
    return [_cooperation_entry(entry, number, themes) for number, entry in enumerate(value)]


def _cooperation_entry(entry: object, number: int, themes: Collection[str]) -> dict[str, str]:
    """Return one entry. In a draft, its theme and its text may be empty."""
    if not isinstance(entry, dict) or set(entry) != {"theme", "text"}:
        detail = _("This must be an object with “theme” and “text”.")
        raise Unfit("wrong_type", detail, f"/{number}")
    theme = entry["theme"]
    if not isinstance(theme, str) or theme not in themes:
        raise Unfit("unknown_theme", _("There is no such theme."), f"/{number}/theme")
    try:
        return {"theme": theme, "text": text(entry["text"])}
    except Unfit as unfit:
        raise Unfit(unfit.code, unfit.detail, f"/{number}/text") from unfit


CONTENT_CLEANERS: Final[Mapping[str, Cleaner]] = cleaners(
    UPDATE.as_draft(),
    ProgressUpdate,
    {
        Kind.LEVEL: partial(whole_number, least=min(Level), most=max(Level)),
        Kind.COOPERATION: _cooperation,
    },
)
