"""A small API of its own, to prove what every endpoint gets from its base."""

from __future__ import annotations

from typing import Any

from django.db import DataError
from django.http import HttpResponse
from django.urls import include, path
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.foundation.rest.bodies import Files
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.parsers import StrictJSONParser
from commitments.foundation.rest.serializers import (
    BooleanField,
    IntegerField,
    StrictSerializer,
    StringField,
)
from commitments.foundation.rest.views import ApiView, DetailView, FileView
from commitments.models import Theme
from commitments.people.rules.access import SignedIn

CURRENT = 3


class ThingSerializer(StrictSerializer):
    key = StringField(max_length=60)
    count = IntegerField(required=False)
    flag = BooleanField(required=False)
    version = IntegerField(read_only=True)


class Things(ApiView):
    """Makes a theme a call, so that effects can be counted."""

    permission_classes = [SignedIn]

    def post(self, request: Request) -> Response:
        given = ThingSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        key = given.validated_data["key"]
        Theme.objects.create(key=key, names={"en": key})
        if key == "conflict":
            raise Conflict("not now")
        if key == "fault":
            raise RuntimeError("a fault of ours")
        return self.answer({"key": key}, status=201, location=f"/things/{key}/")


class Thing(DetailView):
    """Version 3, for focal points alone."""

    serializer_class = ThingSerializer

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer({"key": "thing", "version": CURRENT}, version=CURRENT)

    def patch(self, request: Request) -> Response:
        version = required_version(request)
        if not request.user.is_authenticated or request.user.email.startswith("nobody"):
            raise NotAllowed("not yours")
        if version is not None and version != CURRENT:
            raise Stale("changed since")
        given = ThingSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        return self.answer({"key": "thing", "version": CURRENT + 1}, version=CURRENT + 1)


class Upload(ApiView):
    parser_classes = [StrictJSONParser, MultiPartParser]
    files = Files.FROM_SIGNED_IN
    permission_classes = [SignedIn]

    def post(self, request: Request) -> Response:
        Theme.objects.create(key="uploaded", names={"en": "uploaded"})
        return self.answer({"size": request.FILES["file"].size}, status=201)


class Raises(ApiView):
    """Whatever its address asks for."""

    def get(self, request: Request, what: str) -> Response:
        raise {
            "invalid": Invalid("no good", code="no_good"),
            "data": DataError("out of range"),
            "fault": RuntimeError("a fault of ours"),
        }[what]


class File(FileView):
    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(b"%PDF", content_type="application/pdf", headers={"ETag": '"abc"'})


handler404 = "commitments.foundation.error_pages.not_found"
urlpatterns = [
    path(
        "api/v1/",
        include(
            [
                path("things/", Things.as_view()),
                path("thing/", Thing.as_view()),
                path("upload/", Upload.as_view()),
                path("raises/<str:what>/", Raises.as_view()),
                path("file/", File.as_view()),
            ]
        ),
    )
]
