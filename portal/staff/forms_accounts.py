"""The forms of signing in, of one's own account, and of everybody's accounts."""

from __future__ import annotations

from portal.web.fields import CheckboxField, EmailField, SelectField, TextField
from portal.web.forms import PortalForm
from requests_.model.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD
from requests_.model.staff import Role
from templates.labels import label

LONGEST_TYPED = LONGEST_PASSWORD * 2
_GOOD = f"{SHORTEST_PASSWORD} characters at least. Three or four words you like are easy to keep."


def _password(words: str, *, needed: str, is_new: bool = False, hint: str = "") -> TextField:
    return TextField(
        words,
        needed=needed,
        hint=hint,
        input_type="password",
        autocomplete="new-password" if is_new else "current-password",
        longest=LONGEST_TYPED,
        classes="govuk-input--width-20",
    )


class SignInForm(PortalForm):
    """E-mail address and password; both may be pasted or filled in by a password manager."""

    email = EmailField("Email address", needed="Enter your email address", autocomplete="username")
    password = _password("Password", needed="Enter your password")


class CodeForm(PortalForm):
    """The code of the app, or a recovery code."""

    code = TextField(
        "Code",
        needed="Enter the code",
        hint="Six digits from your authenticator app, or one of your recovery codes.",
        autocomplete="one-time-code",
        longest=40,
        classes="govuk-input--width-10",
    )


class AppForm(PortalForm):
    """The first code of a new authenticator app, and the password once more."""

    code = TextField(
        "The six digits that the app shows now",
        needed="Enter the six digits that the app shows",
        autocomplete="one-time-code",
        inputmode="numeric",
        longest=10,
        classes="govuk-input--width-5",
    )
    password = _password("Your password", needed="Enter your password")
    sealed = TextField("", longest=500)


class OwnPasswordForm(PortalForm):
    """The password, before something that protects the account is changed."""

    password = _password("Your password", needed="Enter your password")


class ChangePasswordForm(PortalForm):
    """The password as it is, and as it shall be."""

    old = _password("Your password now", needed="Enter your password")
    new = _password("New password", needed="Enter a new password", is_new=True, hint=_GOOD)


class WelcomeForm(PortalForm):
    """The first password of an account."""

    password = _password("Choose a password", needed="Choose a password", is_new=True, hint=_GOOD)


ROLE_CHOICES = tuple((role.value, label("staff_role", role), label("staff_role_hint", role)) for role in Role)


class RolesForm(PortalForm):
    """What somebody may do."""

    roles = CheckboxField("Roles", needed="Choose a role at least", choices=ROLE_CHOICES)


class TeamOfForm(PortalForm):
    """Which team somebody is in."""

    team = SelectField("Team", hint="Choose none for somebody who is in no team", choices=())


class NewAccountForm(PortalForm):
    """Who it is, and what they may do."""

    name = TextField("Name", needed="Enter the person’s name", hint="As colleagues see it.", autocomplete="off")
    email = EmailField("Email address", needed="Enter the person’s email address", autocomplete="off")
    roles = CheckboxField("Roles", needed="Choose a role at least", choices=ROLE_CHOICES)
