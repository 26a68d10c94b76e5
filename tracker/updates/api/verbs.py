"""The steps of the workflow, one address each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.serializers import NothingSerializer
from commitments.foundation.rest.verbs import body_of, perform
from tracker.updates import commands as workflow
from tracker.updates.api.base import UpdateView
from tracker.updates.serializers.fields import UpdateSerializer
from tracker.updates.serializers.verb_bodies import CommentedSerializer, ReasonedSerializer


class _VerbEndpoint(UpdateView):
    """A subclass names the verb, and the field of the body that it takes, if any."""

    verb: ClassVar[str]
    words: ClassVar[str] = ""
    takes: Any = NothingSerializer
    versioned_methods: Sequence[str] = ("POST",)

    @extend_schema(responses=UpdateSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Return the update after the step."""
        update = self.find_update()
        words = {self.words: body_of(request).get(self.words, "")} if self.words else {}
        perform(
            request,
            workflow.dispatch[self.verb],
            takes=tuple(words),
            update=update,
            version=required_version(request),
            **words,
        )
        return self.answer_update(pk)


class HandOverUpdate(_VerbEndpoint):
    """Hand a draft over to the authority of the party."""

    verb = "hand_over"


class SendBackUpdate(_VerbEndpoint):
    """Send it back to the contributors, with a comment."""

    verb, words, takes = "send_back", "comment", CommentedSerializer


class SubmitUpdate(_VerbEndpoint):
    """Submit it: its content becomes the next revision."""

    verb = "submit"


class WithdrawUpdate(_VerbEndpoint):
    """Withdraw a submission that has not been decided on."""

    verb = "withdraw"


class ReturnUpdate(_VerbEndpoint):
    """Return a submission to its party, with a comment."""

    verb, words, takes = "return", "comment", CommentedSerializer


class AcceptUpdate(_VerbEndpoint):
    """Accept a submission as complete and in order; it is published as its party chose."""

    verb, words, takes = "accept", "comment", CommentedSerializer


class ReplaceUpdate(_VerbEndpoint):
    """Let the party replace what was logged on its behalf with its own report."""

    verb = "replace"


class ReopenUpdate(_VerbEndpoint):
    """Reopen it for its party, with a reason."""

    verb, words, takes = "reopen", "reason", ReasonedSerializer
