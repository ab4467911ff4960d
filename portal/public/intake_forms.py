"""Who asks, and whom it is about: one form a page."""

from __future__ import annotations

from datetime import date

from portal.web.date_field import DateField
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.upn_field import UpnField

LONGEST_NAME = 80
LONGEST_ADDRESS = 300


def _today() -> date:
    return resources().clock.london_date()


def _longest_life_ago() -> date:
    return date(_today().year - 120, 1, 1)


class WhoForm(PortalForm):
    """In what capacity the requester asks."""

    capacity = RadioField(
        "Who is this about?",
        choices=(
            ("subject", "Me", "A child, a young person or an adult asking for themselves"),
            ("parent", "My child", "I am their parent or carer"),
            ("both", "My child and me", "We treat this as two requests, one for each of you"),
            ("representative", "Someone I act for", "I am a solicitor, an advocate or somebody they chose"),
            ("court_order", "Someone a court order is about", "For example, I am a special guardian or a deputy"),
        ),
        needed="Select who this is about",
    )


class NameForm(PortalForm):
    """The data subject's name."""

    given_name = TextField("First name", longest=LONGEST_NAME, needed="Enter a first name")
    family_name = TextField("Last name", longest=LONGEST_NAME, needed="Enter a last name")


class OtherNamesForm(PortalForm):
    """Names that records may use."""

    other_names = TextField(
        "Other names",
        hint="A nickname, a name before it was changed, or another way it is spelled. Put each on its own line. "
        "Leave this empty if there are none.",
        rows=4,
        longest=300,
    )


class BirthForm(PortalForm):
    """When the data subject was born."""

    date_of_birth = DateField(
        "Date of birth",
        hint="For example, 27 3 2012",
        needed="Enter a date of birth",
        earliest=_longest_life_ago,
        latest=_today,
        is_birthday=True,
    )


class YoungBirthForm(PortalForm):
    """Whether a birth date that makes somebody younger than school age is their own."""

    is_own = RadioField(
        "Is this your own date of birth?",
        hint="It makes you younger than 5. Everybody has these rights, at any age. For a child who is too young to "
        "ask, somebody with parental responsibility can ask.",
        choices=(
            ("yes", "Yes, I was born on that day"),
            ("mistyped", "No, I typed the wrong date"),
            ("child", "No, it is my child’s, and I ask for them"),
        ),
        needed="Select whether this is your own date of birth",
    )


class YoungOwnBirthForm(PortalForm):
    """Whether a birth date that makes a parent no older than their child, or younger than school age, is their own."""

    is_own = RadioField(
        "Is this your own date of birth?",
        hint="It makes you no older than your child, or younger than 5. We look for your own information by this date.",
        choices=(("yes", "Yes, I was born on that day"), ("mistyped", "No, I typed the wrong date")),
        needed="Select whether this is your own date of birth",
    )


class SchoolForm(PortalForm):
    """Where the data subject goes, or went, to school."""

    school = TextField("Name of the school", hint="The latest one. Leave this empty if you do not know.", longest=120)
    upn = UpnField(
        "Unique pupil number (UPN)",
        hint="13 characters, on school reports. You do not need it: leave this empty if you do not know it.",
        longest=40,
        classes="govuk-input--width-20",
    )


class AddressForm(PortalForm):
    """Where the data subject lives."""

    address = TextField(
        "Address",
        hint="House number, street, town and postcode",
        needed="Enter an address, with a postcode if you know it",
        rows=4,
        needs_letters=True,
        longest=LONGEST_ADDRESS,
        autocomplete="street-address",
    )


class PastAddressesForm(PortalForm):
    """Where the data subject lived before."""

    past_addresses = TextField(
        "Earlier addresses",
        hint="Older records may be under an earlier address. Put each address on its own line. "
        "Leave this empty if there are none.",
        rows=5,
        longest=600,
    )


class RequesterForm(PortalForm):
    """Who asks, when it is not the data subject."""

    requester_name = TextField(
        "Your full name", needed="Enter your full name", longest=LONGEST_NAME * 2, autocomplete="name"
    )


class RelationForm(PortalForm):
    """What the requester is to the child."""

    relation = RadioField(
        "Relation",
        choices=(
            ("mother", "Mother"),
            ("father", "Father"),
            ("guardian", "Guardian", "For example, under a court order"),
            ("other_carer", "Someone else with parental responsibility"),
            ("carer", "I care for them, without parental responsibility"),
        ),
        needed="Select what you are to the child",
    )


class AgreesForm(PortalForm):
    """What the person says about being asked for."""

    agrees = RadioField(
        "Agrees",
        hint="Children who understand have the right to decide for themselves, usually from about 12. "
        "We may ask them. We will not refuse only because of your answer here.",
        choices=(
            ("yes", "Yes, they know and agree"),
            ("no", "They know and do not agree"),
            ("not_asked", "They do not know, or they are too young to understand"),
        ),
        needed="Select whether they know about this",
    )


class ActingForm(PortalForm):
    """Who acts for somebody, and for which firm."""

    relation = RadioField(
        "You are",
        is_said=True,
        choices=(
            ("solicitor", "A solicitor"),
            ("advocate", "An advocate"),
            ("chosen_by_them", "A relative or friend they chose"),
        ),
        needed="Select in what role you act for them",
    )
    organisation = TextField(
        "Name of your firm or organisation", hint="Leave this empty if there is none.", longest=160
    )


class OrderForm(PortalForm):
    """What court order gives the authority."""

    order = TextField(
        "What kind of order is it?",
        hint="For example, a special guardianship order, or an order that a child lives with you",
        needed="Enter what kind of order it is",
        longest=200,
    )
    court = TextField("Which court made it, and when?", hint="Leave this empty if you do not know.", longest=200)


class AuthorityForm(PortalForm):
    """Whether something shows that the requester may act."""

    authority = RadioField(
        "Authority",
        hint="For example, a birth certificate, a court order, or a letter they signed. You do not need to send it "
        "now. We ask only if we have to, and the time to answer starts when we have it.",
        choices=(
            ("can_send", "Yes, I can send something"),
            ("known_to_you", "The council has seen it already"),
            ("none", "No, I have nothing like that"),
        ),
        needed="Select whether you have something that shows it",
    )
