"""The steps of the workflow, one address each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.verbs import body_of, carry_out, unknown_fields
from tracker.updates import commands as workflow
from tracker.updates.api.base import UpdateView
from tracker.updates.serializers.fields import UpdateSerializer
from tracker.updates.serializers.verb_bodies import (
    CommentedSerializer,
    NothingSerializer,
    ReasonedSerializer,
)


class _VerbEndpoint(UpdateView):
    """A subclass names the verb, and the field of the body that it takes, if any."""

    verb: ClassVar[str]
    words: ClassVar[str] = ""
    versioned_methods: Sequence[str] = ("POST",)

    def take_step(self, request: Request, pk: int) -> Response:
        """Return the update after the step."""
        update = self.find_update()
        data = body_of(request)
        words: dict[str, Any] = {self.words: data.get(self.words, "")} if self.words else {}
        act = workflow.dispatch[self.verb]
        carry_out(
            lambda: act(
                update=update,
                by=request.user,
                at=timezone.now(),
                version=required_version(request),
                **words,
            ),
            unknown_fields(data, tuple(words)),
        )
        return self.answer_update(pk)


class HandOver(_VerbEndpoint):
    verb = "hand_over"

    @extend_schema(request=NothingSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Hand a draft over to the authority of the party."""
        return self.take_step(request, pk)


class SendBack(_VerbEndpoint):
    verb = "send_back"
    words = "comment"

    @extend_schema(request=CommentedSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Send it back to the contributors, with a comment."""
        return self.take_step(request, pk)


class Submit(_VerbEndpoint):
    verb = "submit"

    @extend_schema(request=NothingSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Submit it: its content is frozen as the next revision."""
        return self.take_step(request, pk)


class Withdraw(_VerbEndpoint):
    verb = "withdraw"

    @extend_schema(request=NothingSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Take a submission back, while nobody has decided."""
        return self.take_step(request, pk)


class Return(_VerbEndpoint):
    verb = "return"
    words = "comment"

    @extend_schema(request=CommentedSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Return a submission to its party, with a comment."""
        return self.take_step(request, pk)


class Accept(_VerbEndpoint):
    verb = "accept"
    words = "comment"

    @extend_schema(request=CommentedSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Accept a submission as complete and in order; it is published as its party wills."""
        return self.take_step(request, pk)


class Replace(_VerbEndpoint):
    verb = "replace"

    @extend_schema(request=NothingSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Let the party speak for itself in place of what was logged on its behalf."""
        return self.take_step(request, pk)


class Reopen(_VerbEndpoint):
    verb = "reopen"
    words = "reason"

    @extend_schema(request=ReasonedSerializer, responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Open it again for its party, with a reason."""
        return self.take_step(request, pk)
