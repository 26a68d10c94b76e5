"""Follow-up actions of the parties, and their milestones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
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
from tracker.actions.filters import ActionFilterSet, MilestoneFilterSet
from tracker.actions.models import FollowUpAction, Milestone
from tracker.actions.queries import find_action
from tracker.actions.serializers import (
    ActionSerializer,
    AddMilestoneSerializer,
    ChangeActionSerializer,
    ChangeMilestoneSerializer,
    MilestoneSerializer,
    NewActionSerializer,
    NewMilestoneSerializer,
)
from tracker.fields.cleaning import FAULTY


class ActionList(ListView):
    """Those of the reader's own parties, and what others show."""

    serializer_class = ActionSerializer
    filterset_class = ActionFilterSet
    permission_classes = (SpeakersToWrite,)
    ordering = ("id",)
    orderings = {"id": "pk", "changed_at": "changed_at", "title": "title"}

    def get_queryset(self) -> QuerySet[FollowUpAction]:
        return _visible_actions(self)

    @extend_schema(request=NewActionSerializer, responses={201: ActionSerializer})
    def post(self, request: Request) -> Response:
        """Create an action of your own party."""
        data = body_of(request)
        code = data.get("party")
        party = Party.objects.filter(code=code).first() if isinstance(code, str) else None
        if party is None:
            raise _unknown("party", data)
        changes = _without("party", data)
        action = actions.create(party=party, by=request.user, at=timezone.now(), changes=changes)
        location = reverse("api-action", args=[action.pk])
        return self.one(self.get_queryset().get(pk=action.pk), status=201, location=location)


class ActionDetail(DetailView):
    """One action."""

    serializer_class = ActionSerializer
    versioned_methods: Sequence[str] = ("PATCH",)

    def get_object(self) -> FollowUpAction:
        return get_object_or_404(_visible_actions(self), pk=self.kwargs["pk"])

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


class _Milestones(ListView):
    queryset = Milestone.objects.none()
    serializer_class = MilestoneSerializer
    ordering = ("due_on",)
    orderings = {"due_on": "due_on"}

    def add(self, action: FollowUpAction, changes: Mapping[str, object]) -> Response:
        """Return the step that was added to the action, 201."""
        step = actions.add_milestone(
            action=action,
            changes=changes,
            by=self.request.user,
            at=timezone.now(),
            version=named_version(self.request),
        )
        return self.one(step, status=201, location=reverse("api-milestone", args=[step.pk]))


class ActionMilestones(_Milestones):
    """The steps of one action."""

    def get_queryset(self) -> QuerySet[Milestone]:
        return Milestone.objects.filter(action=find_action(self.request.user, self.kwargs["pk"]))

    @extend_schema(request=AddMilestoneSerializer, responses={201: MilestoneSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Add a step to an action of your own party."""
        return self.add(find_action(request.user, pk), body_of(request))


class MilestoneList(_Milestones):
    """Steps of all the actions that the reader may see."""

    filterset_class = MilestoneFilterSet
    permission_classes = (SpeakersToWrite,)

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
        return self.add(action, _without("action", data))


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


def _visible_actions(view: ListView | DetailView) -> QuerySet[FollowUpAction]:
    """Return the actions that the reader may see, with what the serializer reads of them."""
    visible = FollowUpAction.objects.visible_to(view.request.user)
    return visible.select_related("party").prefetch_related("commitments__instrument", "milestones")


def _visible_steps(view: ListView | DetailView) -> QuerySet[Milestone]:
    visible = FollowUpAction.objects.visible_to(view.request.user)
    return Milestone.objects.filter(action__in=visible)


def _without(name: str, data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != name}


def _unknown(name: str, data: Mapping[str, object]) -> Invalid:
    return Invalid(FAULTY, [key_fault(data, name)])
