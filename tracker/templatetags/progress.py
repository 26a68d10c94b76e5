"""Levels, states of the workflow and bars, for templates."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.foundation.errors import Words
from commitments.models import Commitment
from tracker.fields import UPDATE, ContentField
from tracker.models import Channel, Narrative, State
from tracker.updates.rules.outcomes import DUE_KEYS
from tracker.updates.rules.rubric import ONE_OFF_NAMES, one_off
from tracker.updates.view_models.distribution import KINDS, Distribution, standing_words

register = template.Library()


@register.simple_tag
def level(content: Narrative | None, commitment: Commitment | None = None) -> SafeString | str:
    """Show the level of a content as figure and name; `commitment`: one-off ones have own names."""
    if content is None:
        return ""
    if content.level is None and not content.not_applicable_reason:
        return _("No change") if content.no_change else ""
    css, mark, name = KINDS["not_applicable" if content.level is None else str(int(content.level))]
    reads = one_off(content.level)
    if commitment is not None and commitment.nature == Commitment.Nature.ONE_OFF and reads:
        name = ONE_OFF_NAMES[reads]
    return format_html(
        '<span class="level"><b class="{}">{}</b> <span>{}</span></span>', css, mark, name
    )


@register.simple_tag
def kinds() -> list[tuple[str, str, Words]]:
    """Return (class, mark, name) of everything that a bar counts, for its legend."""
    return [shown for key, shown in KINDS.items() if key in DUE_KEYS]


@register.simple_tag
def workflow(state: str) -> SafeString:
    """Show a state of the workflow."""
    return format_html('<span class="tag {}">{}</span>', state, State(state).label)


@register.simple_tag
def channel(value: str) -> str:
    """Return the name of the channel by which an update came."""
    return str(Channel(value).label)


@register.inclusion_tag("tracker/updates/parts/bar.html")
def bar(distribution: Distribution, words: bool = True) -> dict[str, Any]:
    """Show a distribution as a bar with its numbers in words; `words` False: for screen readers."""
    return {
        "distribution": distribution,
        "sentence": standing_words(distribution),
        "words": words,
    }


class FilledPassage(NamedTuple):
    """A passage with content: text, or a list of cooperation."""

    field: ContentField
    value: Any


@register.filter
def written(content: Narrative) -> list[FilledPassage]:
    """Return the passages of a content that are filled, in their order."""
    values = ((field, getattr(content, field.name)) for field in UPDATE.passages)
    return [FilledPassage(field, value) for field, value in values if value]


@register.filter
def says_more(content: Narrative) -> bool:
    """Whether a content has more passages than its summary."""
    return any(not passage.field.lead for passage in written(content))


@register.filter
def get(mapping: dict[Any, Any] | None, key: Any) -> Any:
    """Return the value of `key` in a mapping, None where the key or the mapping is missing."""
    return mapping.get(key) if mapping else None
