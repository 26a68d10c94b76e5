"""People, for the secretariat: officers read, administrators invite, suspend and designate."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.serializers import checked
from commitments.foundation.rest.views import ApiView, DetailView, ListView
from commitments.people import commands as verbs
from commitments.people import serializers
from commitments.people.filters import PeopleFilterSet
from commitments.people.models.designation import Designation
from commitments.people.models.user import User
from commitments.people.rules.access import AdministratorsToWrite


def _people(request: Request) -> QuerySet[User]:
    """Return whom the asker may see, with their designations."""
    designations = Designation.objects.select_related("party").order_by("-valid_from", "pk")
    return User.objects.visible_to(request.user).prefetch_related(
        Prefetch("designations", queryset=designations)
    )


class PeopleList(ListView):
    """Everybody who has an account, invited and suspended ones too."""

    serializer_class = serializers.PersonSerializer
    filterset_class = PeopleFilterSet
    permission_classes = [AdministratorsToWrite]
    orderings = {"email": "email", "joined_at": "joined_at"}
    ordering = ("email",)

    def get_queryset(self) -> QuerySet[User]:
        return _people(self.request)

    @extend_schema(
        request=serializers.InviteSerializer, responses={201: serializers.PersonSerializer}
    )
    def post(self, request: Request) -> Response:
        """Invite somebody: a letter goes with a link to set a password, good once, for a week."""
        given = checked(serializers.InviteSerializer, request)
        designation = given.pop("designation", None)
        person = verbs.invite(
            person=verbs.Invited(**given),
            party=designation and designation["party"],
            terms=designation and serializers.terms_of(designation),
            by=request.user,
            at=timezone.now(),
        )
        shown = serializers.PersonSerializer(_people(request).get(pk=person.pk)).data
        location = request.build_absolute_uri(f"{request.path}{person.pk}/")
        return self.answer(shown, status=201, location=location)


class PersonDetail(DetailView):
    """One person."""

    serializer_class = serializers.PersonSerializer
    permission_classes = [AdministratorsToWrite]

    def get_object(self) -> User:
        return get_object_or_404(_people(self.request), pk=self.kwargs["id"])


class _PersonVerb(ApiView):
    permission_classes = [AdministratorsToWrite]

    def found(self, request: Request) -> User:
        """Return the person of the address. Raises Http404."""
        return get_object_or_404(User.objects.visible_to(request.user), pk=self.kwargs["id"])

    def answer_person(self, request: Request, person: User, status: int = 200) -> Response:
        """Return the person after the verb."""
        shown = serializers.PersonSerializer(_people(request).get(pk=person.pk))
        return self.answer(shown.data, status=status)


class InviteAgain(_PersonVerb):
    @extend_schema(
        request=serializers.NothingSentSerializer,
        responses=serializers.PersonSerializer,
        operation_id="people_invite_again",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Send a new link for another week; links sent before are good no longer."""
        person = self.found(request)
        checked(serializers.NothingSentSerializer, request)
        verbs.invite_again(person=person, by=request.user, at=timezone.now())
        return self.answer_person(request, person)


class Withdraw(_PersonVerb):
    @extend_schema(
        request=serializers.NothingSentSerializer,
        responses=serializers.PersonSerializer,
        operation_id="people_withdraw",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Take an invitation back, while nobody has accepted it."""
        person = self.found(request)
        checked(serializers.NothingSentSerializer, request)
        verbs.withdraw(person=person, by=request.user, at=timezone.now())
        return self.answer_person(request, person)


class Suspend(_PersonVerb):
    @extend_schema(
        request=serializers.SuspendSerializer,
        responses=serializers.PersonSerializer,
        operation_id="people_suspend",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Shut the person out: sessions and keys end at once, and stay ended."""
        person = self.found(request)
        given = checked(serializers.SuspendSerializer, request)
        verbs.suspend(person=person, **given, by=request.user, at=timezone.now())
        return self.answer_person(request, person)


class Restore(_PersonVerb):
    @extend_schema(
        request=serializers.NothingSentSerializer,
        responses=serializers.PersonSerializer,
        operation_id="people_restore",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Let a suspended person sign in again."""
        person = self.found(request)
        checked(serializers.NothingSentSerializer, request)
        verbs.restore(person=person, by=request.user, at=timezone.now())
        return self.answer_person(request, person)


class Designate(_PersonVerb):
    @extend_schema(
        request=serializers.DesignateSerializer,
        responses={201: serializers.PersonSerializer},
        operation_id="people_designate",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Let the person speak for a party."""
        person = self.found(request)
        given = checked(serializers.DesignateSerializer, request)
        verbs.designate(
            person=person,
            party=given["party"],
            terms=serializers.terms_of(given),
            by=request.user,
            at=timezone.now(),
        )
        return self.answer_person(request, person, status=201)


class _DesignationVerb(ApiView):
    permission_classes = [AdministratorsToWrite]

    def found(self) -> Designation:
        """Return the designation of the address. Raises Http404."""
        rows = Designation.objects.select_related("user", "party")
        return get_object_or_404(rows, pk=self.kwargs["id"])

    def answer_designation(self, designation: Designation, status: int = 200) -> Response:
        """Return the designation after the verb."""
        shown: Any = serializers.HeldDesignationSerializer(designation)
        return self.answer(shown.data, status=status)


class EndDesignation(_DesignationVerb):
    @extend_schema(
        request=serializers.EndSerializer,
        responses={200: serializers.HeldDesignationSerializer, 204: None},
        operation_id="designations_end",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Say when it ends. One that has not begun is taken back (204) by an end before that."""
        designation = self.found()
        given = checked(serializers.EndSerializer, request)
        left = verbs.change_end(
            designation=designation, **given, by=request.user, at=timezone.now()
        )
        return Response(status=204) if left is None else self.answer_designation(left)


class HandOver(_DesignationVerb):
    @extend_schema(
        request=serializers.SuccessorSerializer,
        responses={201: serializers.HeldDesignationSerializer},
        operation_id="designations_hand_over",
    )
    def post(self, request: Request, id: int) -> Response:  # noqa: A002  # the address's word
        """Let somebody else take over on a day; who has no account is invited."""
        designation = self.found()
        given = serializers.SuccessorSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        new = verbs.pass_on(
            designation=designation,
            to=given.person(),
            terms=serializers.terms_of(given.validated_data),
            by=request.user,
            at=timezone.now(),
        )
        return self.answer_designation(new, status=201)
