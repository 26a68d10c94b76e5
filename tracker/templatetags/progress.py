"""Template tags that show levels, workflow states and bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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
    """Show the level of a content as figure and name.

    The levels of a one-off `commitment` have names of their own.
    """
    if content is None:
        return ""
    if content.level is None and not content.not_applicable_reason:
        return _("No change") if content.no_change else ""
    css, mark, name = KINDS["not_applicable" if content.level is None else str(int(content.level))]
    one_off_stage = one_off(content.level)
    if commitment is not None and commitment.nature == Commitment.Nature.ONE_OFF and one_off_stage:
        name = ONE_OFF_NAMES[one_off_stage]
    return format_html(
        '<span class="level"><b class="{}">{}</b> <span>{}</span></span>', css, mark, name
    )


@register.simple_tag
def kinds() -> list[tuple[str, str, Words]]:
    """Return the legend of a bar: class of the style sheet, mark and name of each segment."""
    return [shown for key, shown in KINDS.items() if key in DUE_KEYS]


@register.simple_tag
def workflow(state: str) -> SafeString:
    """Show a state of the workflow as a tag."""
    return format_html('<span class="tag {}">{}</span>', state, State(state).label)


@register.simple_tag
def channel(value: str) -> str:
    """Return the name of a channel."""
    return str(Channel(value).label)


@register.inclusion_tag("tracker/updates/parts/bar.html")
def bar(distribution: Distribution, words: bool = True) -> dict[str, object]:
    """Show a distribution as a bar, with its numbers in a sentence.

    If `words` is false, only screen readers get the sentence.
    """
    sentence = standing_words(distribution)
    return {"distribution": distribution, "sentence": sentence, "words": words}


class FilledPassage(NamedTuple):
    """A passage that is not empty: text, or a list of cooperation."""

    field: ContentField
    value: object


@register.filter
def written(content: Narrative) -> list[FilledPassage]:
    """Return the passages of a content that are not empty, in their order."""
    values = ((field, getattr(content, field.name)) for field in UPDATE.passages)
    return [FilledPassage(field, value) for field, value in values if value]


@register.filter
def says_more(content: Narrative) -> bool:
    """Whether a content has passages besides its summary."""
    return any(not passage.field.lead for passage in written(content))


@register.filter
def get(mapping: Mapping[object, object] | None, key: object) -> object:
    """Return the value of `key`; None if the key or the mapping is missing."""
    return mapping.get(key) if mapping else None
