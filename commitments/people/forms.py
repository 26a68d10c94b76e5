"""The forms for signing in, for one's own account, and for people."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.contrib.auth.backends import AllowAllUsersModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from commitments.foundation.forms import Choice, PlainForm
from commitments.foundation.rest.throttles import REFUSALS, FailedTries
from commitments.models import Designation, Language, Party, User
from commitments.parties.queries import by_name
from commitments.people.commands.accounts import Invited
from commitments.people.commands.designations import Terms


class SignInForm(AuthenticationForm):
    """Email and password. Its error does not tell which of the two is wrong."""

    error_messages = AuthenticationForm.error_messages | {
        "inactive": _("This account is suspended. Write to the secretariat if that is not right.")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["username"]
        email.label = _("E-mail address")
        email.widget.input_type = "email"
        email.widget.attrs |= {"autocomplete": "username", "autofocus": True}

    def clean(self) -> dict[str, Any]:
        """Find the person. Only the right password shows that an account is suspended."""
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not email or not password or self.request is None:
            return self.cleaned_data
        tries = FailedTries(self.request, email)
        if refused := tries.refused():
            raise forms.ValidationError(str(REFUSALS[refused]), code=refused)
        backend = AllowAllUsersModelBackend()
        person = backend.authenticate(self.request, username=email, password=password)
        if not isinstance(person, User):
            tries.count()
            raise self.get_invalid_login_error()
        self.confirm_login_allowed(person)
        self.user_cache = person
        return self.cleaned_data


class ForgottenForm(PlainForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    email.widget.attrs |= {"autocomplete": "username"}


def _password(label: Any, autocomplete: str = "new-password") -> forms.CharField:
    # Browsers and password managers offer a strong password where the field is for a new one.
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=1000, strip=False, widget=widget)


class NewPasswordForm(PlainForm):
    """A new password, twice."""

    password = _password(_("New password"))
    again = _password(_("Repeat the password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_again(self) -> str:
        """Return the second password. Raises ValidationError where it differs from the first."""
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise forms.ValidationError(_("The two passwords do not match."), code="differ")
        return again


class OwnPasswordForm(NewPasswordForm):
    renamed = {"new": "password"}

    old = _password(_("Current password"), "current-password")
    field_order = ["old", "password", "again"]


class OwnForm(PlainForm):
    full_name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, help_text=_("Of the e-mails you receive.")
    )


class KeyForm(PlainForm):
    name = forms.CharField(
        label=_("What the key is for"), max_length=100, help_text=_("For example: my script.")
    )


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


class EndForm(PlainForm):
    valid_to = _day(_("No longer valid from"), _("The first day on which it is no longer valid."))


class TermsForm(PlainForm):
    """The capacity in which somebody speaks for a party, when, and by which document."""

    capacity = forms.ChoiceField(label=_("Capacity"), choices=Designation.Capacity.choices)
    document = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("The note or letter of designation.")
    )
    valid_from = _day(_("From"))
    valid_to = _day(
        _("No longer valid from"),
        _("The first day on which it is no longer valid. Leave empty if no end is known."),
        required=False,
    )
    acting = forms.BooleanField(label=_("Acting"), required=False)

    def terms(self) -> Terms:
        """Return the terms of a valid form."""
        return Terms(**{field.name: self.cleaned_data[field.name] for field in fields(Terms)})


class PartyField(forms.ChoiceField):
    """A choice of a party by its code, in the order of the names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Party"), choices=_parties, **options)

    def clean(self, value: Any) -> Party | None:
        """Return the Party; None where nothing was chosen."""
        code = super().clean(value)
        return Party.objects.get(code=code) if code else None


def _parties() -> list[Choice]:
    parties = by_name(Party.objects.all())
    states = [(party.code, party.name) for party in parties if party.is_state]
    bodies = [(party.code, party.name) for party in parties if not party.is_state]
    groups = [(_("Member states"), states), (_("Bodies"), bodies)]
    return [("", "—"), *((words, group) for words, group in groups if group)]


class DesignateForm(TermsForm):
    party = PartyField()
    field_order = ["party"]


class SuccessorForm(TermsForm):
    """The successor, by email; a name is needed where there is no account with this email."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    full_name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("For somebody who has no account yet and is invited with this form."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, help_text=_("Of the invitation.")
    )
    field_order = ["email", "full_name", "language"]

    def person(self, secretariat_role: str = "") -> Invited:
        """Return the person of a valid form."""
        data = self.cleaned_data
        return Invited(data["email"], data["full_name"], data["language"], secretariat_role)


class InviteForm(SuccessorForm):
    """A new person, to speak for a party or to work in the secretariat."""

    party = PartyField(required=False)
    secretariat_role = forms.ChoiceField(
        label=_("Secretariat role"), choices=User.SecretariatRole.choices, required=False
    )
    required_with_party = ("capacity", "document", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].help_text = ""
        self.fields["full_name"].required = True
        for name in self.required_with_party:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Require the terms where there is a party."""
        data: dict[str, Any] = super().clean() or {}
        for name in self.required_with_party if data.get("party") else ():
            if name not in self.errors and not data.get(name):
                required = self.fields[name].error_messages["required"]
                self.add_error(name, forms.ValidationError(required, code="required"))
        return data
