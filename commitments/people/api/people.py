"""People, for the secretariat: officers read, administrators invite, suspend and designate."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.serializers import NothingSerializer, StrictSerializer, checked
from commitments.foundation.rest.views import DetailView, ListView, ObjectView
from commitments.models import Designation, User
from commitments.people import serializers
from commitments.people.commands import accounts, designations
from commitments.people.filters import PeopleFilterSet
from commitments.people.queries import visible_people
from commitments.people.rules.access import AdministratorsToWrite


class PeopleList(ListView):
    """Everybody who has an account, invited and suspended ones too."""

    serializer_class = serializers.PersonSerializer
    filterset_class = PeopleFilterSet
    permission_classes = [AdministratorsToWrite]
    orderings = {"email": "email", "joined_at": "joined_at"}
    ordering = ("email",)

    def get_queryset(self) -> QuerySet[User]:
        return visible_people(self.request.user)

    @extend_schema(
        request=serializers.InviteSerializer, responses={201: serializers.PersonSerializer}
    )
    def post(self, request: Request) -> Response:
        """Invite somebody: an e-mail brings a link to set a password, valid once, for a week."""
        given = checked(serializers.InviteSerializer, request)
        designation = given.pop("designation", None)
        person = accounts.invite(
            person=accounts.Invited(**given),
            party=designation and designation["party"],
            terms=designation and serializers.terms_of(designation),
            by=request.user,
            at=timezone.now(),
        )
        location = request.build_absolute_uri(f"{request.path}{person.pk}/")
        invited = visible_people(request.user).get(pk=person.pk)
        return self.one(invited, status=201, location=location)


class _PersonView(ObjectView):
    serializer_class = serializers.PersonSerializer
    permission_classes = [AdministratorsToWrite]

    def get_object(self) -> User:
        return get_object_or_404(visible_people(self.request.user), pk=self.kwargs["id"])


class PersonDetail(_PersonView, DetailView):
    """One person."""


class _PersonCommand(_PersonView):
    """A subclass names the command as `act`, and the body that it takes."""

    takes: type[StrictSerializer] = NothingSerializer
    act: ClassVar[Callable[..., object]]

    def person(self) -> User:
        """Return the person of the address. Raises Http404."""
        return get_object_or_404(User.objects.visible_to(self.request.user), pk=self.kwargs["id"])

    @extend_schema(responses=serializers.PersonSerializer)
    def post(self, request: Request, **_address: int) -> Response:
        """Return the person after the command."""
        person = self.person()
        given = checked(self.takes, request)
        type(self).act(person=person, **given, by=request.user, at=timezone.now())
        return self.one(self.get_object())


class InviteAgain(_PersonCommand):
    """Send a new link for another week; links sent earlier are no longer valid."""

    act = staticmethod(accounts.invite_again)
    operation_id = "people_invite_again"


class WithdrawInvitation(_PersonCommand):
    """Withdraw an invitation that has not been accepted."""

    act = staticmethod(accounts.withdraw)
    operation_id = "people_withdraw"


class Suspend(_PersonCommand):
    """Suspend the person: sessions and keys end at once, and stay ended."""

    act = staticmethod(accounts.suspend)
    takes = serializers.SuspendSerializer
    operation_id = "people_suspend"


class Restore(_PersonCommand):
    """Let a suspended person sign in again."""

    act = staticmethod(accounts.restore)
    operation_id = "people_restore"


class Designate(_PersonCommand):
    takes = serializers.DesignateSerializer
    operation_id = "people_designate"

    @extend_schema(responses={201: serializers.PersonSerializer})
    def post(self, request: Request, **_address: int) -> Response:
        """Let the person speak for a party."""
        person = self.person()
        given = checked(self.takes, request)
        terms, party = serializers.terms_of(given), given["party"]
        designations.designate(
            person=person, party=party, terms=terms, by=request.user, at=timezone.now()
        )
        return self.one(self.get_object(), status=201)


class _DesignationCommand(ObjectView):
    serializer_class = serializers.HeldDesignationSerializer
    permission_classes = [AdministratorsToWrite]

    def get_object(self) -> Designation:
        rows = Designation.objects.select_related("user", "party")
        return get_object_or_404(rows, pk=self.kwargs["id"])


class EndDesignation(_DesignationCommand):
    takes = serializers.EndSerializer
    operation_id = "designations_end"

    @extend_schema(responses={200: serializers.HeldDesignationSerializer, 204: None})
    def post(self, request: Request, **_address: int) -> Response:
        """Set when it ends. One that has not begun is canceled (204) by an end before that."""
        designation = self.get_object()
        given = checked(self.takes, request)
        changed = designations.change_end(
            designation=designation, **given, by=request.user, at=timezone.now()
        )
        return Response(status=204) if changed is None else self.one(changed)


class HandOverDesignation(_DesignationCommand):
    takes = serializers.SuccessorSerializer
    operation_id = "designations_hand_over"

    @extend_schema(responses={201: serializers.HeldDesignationSerializer})
    def post(self, request: Request, **_address: int) -> Response:
        """Let somebody else take over on a given day; a person without an account is invited."""
        designation = self.get_object()
        given = self.takes(data=request.data)
        given.is_valid(raise_exception=True)
        new_designation = accounts.hand_over(
            designation=designation,
            to=given.person(),
            terms=serializers.terms_of(given.validated_data),
            by=request.user,
            at=timezone.now(),
        )
        return self.one(new_designation, status=201)
