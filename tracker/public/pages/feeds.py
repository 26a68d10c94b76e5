"""The Atom feed of published updates: what a visitor may read, whoever requests it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from commitments.foundation.pages import find_or_404
from commitments.models import Instrument, Paragraph, Party
from tracker.models import Decision, ProgressUpdate, Verb
from tracker.public.queries import instrument_of
from tracker.updates.rules.rubric import RUBRIC
from tracker.updates.view_models.readable import published

NEWEST: Final = 50
# The characters that XML 1.0 does not allow.
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedSubject:
    """Which updates the feed has: those of an instrument, of one party, of one paragraph."""

    instrument: Instrument
    party: Party | None
    paragraph: Paragraph | None


if TYPE_CHECKING:
    _Feed = Feed[ProgressUpdate, FeedSubject]
else:
    _Feed = Feed


class UpdatesFeed(_Feed):
    """The updates published last; `?party=` and `?paragraph=` filter them."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> FeedSubject:
        """Return what the address names. Raises Http404 for an unknown party or paragraph."""
        instrument = instrument_of(request.GET.get("instrument"))
        code, number = request.GET.get("party"), request.GET.get("paragraph")
        return FeedSubject(
            instrument=instrument,
            party=find_or_404(Party.objects.all(), code=code) if code else None,
            paragraph=_paragraph(instrument, number) if number else None,
        )

    def title(self, obj: FeedSubject) -> str:
        """Return the name of the feed: whose updates, of what."""
        parts = [obj.instrument.symbol]
        if obj.party is not None:
            parts.append(obj.party.name)
        if obj.paragraph is not None:
            parts.append(_("Paragraph %(ref)s") % {"ref": obj.paragraph.reference})
        return _("Updates published: %(what)s") % {"what": " · ".join(parts)}

    def link(self, obj: FeedSubject) -> str:
        return settings.SITE_URL + reverse("home")

    def feed_url(self, obj: FeedSubject) -> str:
        """Return the feed's own address, with its filters."""
        filters = {
            "party": obj.party.code if obj.party else "",
            "paragraph": obj.paragraph.reference if obj.paragraph else "",
            "instrument": "" if obj.instrument.is_default else obj.instrument.key,
        }
        query = urlencode({name: value for name, value in filters.items() if value})
        return settings.SITE_URL + reverse("updates-feed") + (f"?{query}" if query else "")

    def feed_guid(self, obj: FeedSubject) -> str:
        """Return the permanent id of the feed, which is its address."""
        return self.feed_url(obj)

    def items(self, obj: FeedSubject) -> QuerySet[ProgressUpdate]:
        """Return the newest updates that a visitor may read."""
        filters: dict[str, object] = {"instrument": obj.instrument}
        if obj.party is not None:
            filters["party"] = obj.party
        if obj.paragraph is not None:
            filters["commitment__paragraph"] = obj.paragraph
        accepted = (
            Decision.objects.filter(revision=OuterRef("published_revision"), verb=Verb.ACCEPT)
            .order_by("-at")
            .values("at")[:1]
        )
        # PostgreSQL's GREATEST ignores nulls, so an embargo counts where there is one.
        return (
            published(AnonymousUser(), **filters)
            .annotate(
                shown_at=Greatest(
                    Subquery(accepted, output_field=DateTimeField()),
                    "published_revision__embargo_until",
                    "published_revision__submitted_at",
                )
            )
            .order_by("-shown_at", "-pk")[:NEWEST]
        )

    def item_title(self, item: ProgressUpdate) -> str:
        """Return the party, the commitment and the level; sample data is marked first."""
        level = None if item.published_revision is None else item.published_revision.level
        line = next(line for line in RUBRIC if line.level == level)
        prefix = f"[{_('Sample data')}] " if item.sample else ""
        subject = f"{item.party.name}: {item.commitment.code} {item.commitment.title}"
        return f"{prefix}{subject} ({line.letter}: {line.name})"

    def item_description(self, item: ProgressUpdate) -> str:
        content = item.published_revision
        return _NOT_XML.sub("", content.summary) if content is not None else ""

    def item_link(self, item: ProgressUpdate) -> str:
        return settings.SITE_URL + reverse("update", args=[item.pk])

    def item_guid(self, item: ProgressUpdate) -> str:
        """Return the permanent id of the revision, the same in every language of the feed."""
        number = item.published_revision.number if item.published_revision else 0
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},2011:updates/{item.pk}/revisions/{number}"

    def item_updateddate(self, item: ProgressUpdate) -> datetime:
        """Return when it was first open to readers."""
        return item.shown_at  # type: ignore[attr-defined, no-any-return]  # annotated in `items`

    def item_pubdate(self, item: ProgressUpdate) -> datetime:
        """Return the same: a revision is published once."""
        return self.item_updateddate(item)

    def item_author_name(self, item: ProgressUpdate) -> str:
        return item.party.name

    def item_categories(self, item: ProgressUpdate) -> list[str]:
        """Return the keys by which a feed reader may sort."""
        return [item.party.code, item.commitment.code, item.period.key]


def _paragraph(instrument: Instrument, number: str) -> Paragraph:
    """Return a paragraph by its reference, `7` or `p7`. Raises Http404."""
    found = re.fullmatch(r"(p?)([0-9]{1,3})", number)
    if found is None:
        raise Http404
    kind = Paragraph.Kind.PREAMBULAR if found[1] else Paragraph.Kind.OPERATIVE
    paragraphs = Paragraph.objects.select_related("instrument").filter(instrument=instrument)
    return find_or_404(paragraphs, kind=kind, number=int(found[2]))
