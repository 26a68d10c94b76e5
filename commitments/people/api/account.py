"""The person who is signed in, passwords and keys, and the audit log."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.problems import unauthenticated
from commitments.foundation.rest.serializers import checked
from commitments.foundation.rest.throttles import AccountThrottle, AddressThrottle
from commitments.foundation.rest.views import ApiView, DetailView, ListView
from commitments.models import AccessToken, AuditEntry, User
from commitments.people import serializers
from commitments.people.commands import access_tokens, letters, own_account
from commitments.people.filters import AuditFilterSet
from commitments.people.rules.access import Administrators, SignedIn, signed_in


class Me(DetailView):
    """The person who is signed in: role, designations in force, language."""

    serializer_class = serializers.MeSerializer
    permission_classes = [SignedIn]

    def get_object(self) -> User:
        return get_object_or_404(User, pk=self.request.user.pk)

    @extend_schema(
        request=serializers.ChangeMeSerializer, responses={200: serializers.MeSerializer}
    )
    def patch(self, request: Request) -> Response:
        """Change your own name, or the language of e-mails to you."""
        given = checked(serializers.ChangeMeSerializer, request)
        own_account.change_own(**given, by=request.user, at=timezone.now())
        return self.one(self.get_object())


class MyPassword(ApiView):
    """Your password."""

    permission_classes = [SignedIn]
    idempotent = False
    throttle_classes = [AddressThrottle, AccountThrottle]

    @extend_schema(request=serializers.ChangePasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change it; sessions of the pages end. Keys stay valid until they are revoked."""
        given = checked(serializers.ChangePasswordSerializer, request)
        own_account.change_password(**given, by=request.user, at=timezone.now())
        return Response(status=204)


class Passwords(ApiView):
    """Passwords set by a link from a letter."""

    authentication_classes = []
    idempotent = False
    throttle_classes = [AddressThrottle]

    @extend_schema(request=serializers.SetPasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Set a password; 409 where the link is no longer valid."""
        given = checked(serializers.SetPasswordSerializer, request)
        own_account.set_password(signed=given["link"], new=given["password"], at=timezone.now())
        return Response(status=204)


class ForgottenPassword(ApiView):
    """Links to set a new password."""

    authentication_classes = []
    idempotent = False
    throttle_classes = [AddressThrottle, AccountThrottle]

    @extend_schema(request=serializers.ForgottenSerializer, responses={202: None})
    def post(self, request: Request) -> Response:
        """Send a link. The answer is the same whether or not the address has an account."""
        given = checked(serializers.ForgottenSerializer, request)
        letters.ask_for_password_link(email=given["email"])
        return Response(status=202)


class TokenList(ListView):
    """Your keys; POST returns a new one for an e-mail address and a password."""

    serializer_class = serializers.TokenSerializer
    orderings = {"created_at": "created_at"}
    ordering = ("-created_at",)
    # The key is in the answer, and must not be kept anywhere.
    idempotent = False
    throttle_classes = [AddressThrottle, AccountThrottle]

    def get_authenticators(self) -> list[BaseAuthentication]:
        if self.request is not None and self.request.method == "POST":
            return []
        return super().get_authenticators()

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.request.method == "POST" else SignedIn()]

    def get_queryset(self) -> QuerySet[AccessToken]:
        return AccessToken.objects.visible_to(self.request.user)

    @extend_schema(
        request=serializers.SignInSerializer, responses={201: serializers.NewTokenSerializer}
    )
    def post(self, request: Request) -> Response:
        """Return a new key, shown only once. The same 401 for any wrong pair."""
        given = checked(serializers.SignInSerializer, request)
        user = access_tokens.sign_in(
            request=request, email=given["email"], password=given["password"]
        )
        if user is None:
            raise unauthenticated(
                _("No account has this e-mail address and password."), code="invalid_credentials"
            )
        new = access_tokens.create(by=user, at=timezone.now(), name=given.get("name", ""))
        response = self.answer(serializers.NewTokenSerializer(new).data, status=201)
        response["Cache-Control"] = "no-store"
        return response


class TokenDetail(ApiView):
    """One of your keys."""

    permission_classes = [SignedIn]

    def delete(self, request: Request, **address: int) -> Response:
        """Revoke it, immediately and permanently."""
        token = get_object_or_404(AccessToken.objects.visible_to(request.user), pk=address["id"])
        access_tokens.revoke(token=token, by=signed_in(request), at=timezone.now())
        return Response(status=204)


class AuditList(ListView):
    """Who did what to which object, when; for administrators."""

    serializer_class = serializers.AuditEntrySerializer
    filterset_class = AuditFilterSet
    permission_classes = [Administrators]
    orderings = {"at": "at"}
    ordering = ("-at",)
    queryset = AuditEntry.objects.select_related("by")
