"""Follow-up actions of the parties, and their milestones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Invalid
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.verbs import body_of, key_fault, named_version
from commitments.foundation.rest.views import DetailView, ListView
from commitments.models import Party
from commitments.people.rules.access import SpeakersToWrite
from tracker.actions import commands as actions
from tracker.actions.models import FollowUpAction, Milestone
from tracker.actions.queries import find_action
from tracker.actions.serializers import ActionSerializer, MilestoneSerializer
from tracker.updates.filters import ActionFilterSet, MilestoneFilterSet
from tracker.updates.serializers.verb_bodies import (
    AddMilestoneSerializer,
    ChangeActionSerializer,
    ChangeMilestoneSerializer,
    NewActionSerializer,
    NewMilestoneSerializer,
)


class ActionList(ListView):
    """Those of the reader's own parties, and what others show."""

    serializer_class = ActionSerializer
    filterset_class = ActionFilterSet
    permission_classes = (SpeakersToWrite,)
    ordering = ("id",)
    orderings = {"id": "pk", "changed_at": "changed_at", "title": "title"}

    def get_queryset(self) -> QuerySet[FollowUpAction]:
        return _whole(FollowUpAction.objects.visible_to(self.request.user))

    @extend_schema(request=NewActionSerializer, responses={201: ActionSerializer})
    def post(self, request: Request) -> Response:
        """Create an action of your own party."""
        data = body_of(request)
        action = actions.create(
            party=_party(data),
            by=request.user,
            at=timezone.now(),
            changes=_without(data, "party"),
        )
        location = reverse("api-action", args=[action.pk])
        return self.one(self.get_queryset().get(pk=action.pk), status=201, location=location)


class ActionDetail(DetailView):
    """One action."""

    serializer_class = ActionSerializer
    versioned_methods: Sequence[str] = ("PATCH",)

    def get_object(self) -> FollowUpAction:
        visible = FollowUpAction.objects.visible_to(self.request.user)
        return get_object_or_404(_whole(visible), pk=self.kwargs["pk"])

    @extend_schema(request=ChangeActionSerializer, responses=ActionSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Change an action of your own party."""
        actions.change(
            action=find_action(request.user, pk),
            changes=body_of(request),
            by=request.user,
            at=timezone.now(),
            version=required_version(request),
        )
        return self.one(self.get_object())


class ActionMilestones(ListView):
    """The steps of one action."""

    queryset = Milestone.objects.none()
    serializer_class = MilestoneSerializer
    ordering = ("due_on",)
    orderings = {"due_on": "due_on"}

    def get_queryset(self) -> QuerySet[Milestone]:
        return Milestone.objects.filter(action=find_action(self.request.user, self.kwargs["pk"]))

    @extend_schema(request=AddMilestoneSerializer, responses={201: MilestoneSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Add a step to an action of your own party."""
        return _add(self, find_action(request.user, pk), body_of(request))


class MilestoneList(ListView):
    """Steps of all the actions that the reader may see."""

    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilterSet
    permission_classes = (SpeakersToWrite,)
    ordering = ("due_on",)
    orderings = {"due_on": "due_on"}

    def get_queryset(self) -> QuerySet[Milestone]:
        return _visible_steps(self)

    @extend_schema(request=NewMilestoneSerializer, responses={201: MilestoneSerializer})
    def post(self, request: Request) -> Response:
        """Add a step to an action of your own party."""
        data = body_of(request)
        pk = data.get("action")
        visible = FollowUpAction.objects.visible_to(request.user)
        # `True` is 1 to Python, and no id.
        action = visible.filter(pk=pk).first() if type(pk) is int else None
        if action is None:
            raise _unknown("action", data)
        return _add(self, action, _without(data, "action"))


class MilestoneDetail(DetailView):
    """One step."""

    serializer_class = MilestoneSerializer

    def get_object(self) -> Milestone:
        steps = _visible_steps(self).select_related("action")
        return get_object_or_404(steps, pk=self.kwargs["pk"])

    @extend_schema(request=ChangeMilestoneSerializer, responses=MilestoneSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Change a step; If-Match, where sent, is on the version of its action."""
        step = actions.change_milestone(
            milestone=self.get_object(),
            changes=body_of(request),
            by=request.user,
            at=timezone.now(),
            version=named_version(request),
        )
        return self.one(step)

    def delete(self, request: Request, pk: int) -> Response:
        """Remove a step from its action."""
        actions.remove_milestone(
            milestone=self.get_object(),
            by=request.user,
            at=timezone.now(),
            version=named_version(request),
        )
        return Response(status=204)


def _whole(rows: QuerySet[FollowUpAction]) -> QuerySet[FollowUpAction]:
    return rows.select_related("party").prefetch_related("commitments__instrument", "milestones")


def _visible_steps(view: ListView | DetailView) -> QuerySet[Milestone]:
    visible = FollowUpAction.objects.visible_to(view.request.user)
    return Milestone.objects.filter(action__in=visible)


def _add(
    view: ActionMilestones | MilestoneList, action: FollowUpAction, changes: Mapping[str, Any]
) -> Response:
    step = actions.add_milestone(
        action=action,
        changes=changes,
        by=view.request.user,
        at=timezone.now(),
        version=named_version(view.request),
    )
    return view.one(step, status=201, location=reverse("api-milestone", args=[step.pk]))


def _party(data: Mapping[str, Any]) -> Party:
    code = data.get("party")
    party = Party.objects.filter(code=code).first() if isinstance(code, str) else None
    if party is None:
        raise _unknown("party", data)
    return party


def _without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


def _unknown(name: str, data: Mapping[str, Any]) -> Invalid:
    return Invalid(_("Some of what was sent is not valid."), [key_fault(data, name)])
