"""What an official has answered, as questions and answers in the language on show."""

from typing import Any

from django.utils.translation import gettext as _

from consultations.models import ConsultationRequest
from editions.registry import LANGUAGES
from examples.models import PracticeExamplePage


def answers(sent: ConsultationRequest) -> list[tuple[str, str]]:
    """[(question, answer), …]: all that was answered besides the concern, as the form asks it."""
    wished = ", ".join(each.name for each in sent.wished_advisors.all())
    example = example_of(sent)
    told = [
        (_("Advisors wished for"), wished),
        (_("As in this example"), example.title if example else ""),
    ]
    return [*typed(sent), *((question, answer) for question, answer in told if answer)]


def typed(sent: ConsultationRequest) -> list[tuple[str, str]]:
    """The same without whom and what somebody chose on the way to the form."""
    topics = ", ".join(topic.name for topic in sent.topics.all())
    told = [
        ("municipality", sent.municipality),
        ("name", sent.name),
        ("role", sent.role),
        ("email", sent.email),
        ("phone", sent.phone),
        ("asking", sent.get_asking_display()),
        ("topics", topics),
        ("format", sent.get_format_display()),
        ("period", sent.period),
    ]
    return [(label(name), str(value)) for name, value in told if value]


def enough_to_decide(sent: ConsultationRequest) -> list[tuple[str, str]]:
    """What an advisor learns who has not agreed yet: nothing of who has written."""
    topics = ", ".join(topic.name for topic in sent.topics.all())
    told = [
        ("municipality", sent.municipality),
        ("asking", sent.get_asking_display()),
        ("topics", topics),
        ("format", sent.get_format_display()),
        ("period", sent.period),
    ]
    return [(label(name), str(value)) for name, value in told if value]


def contact(sent: ConsultationRequest) -> list[tuple[str, str]]:
    """Who has written, and how they are reached; for advisors who have agreed."""
    told = [(name, getattr(sent, name)) for name in ("name", "role", "email", "phone")]
    return [(label(name), value) for name, value in told if value]


def label(name: str) -> str:
    field: Any = ConsultationRequest._meta.get_field(name)
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def example_of(sent: ConsultationRequest) -> PracticeExamplePage | None:
    """The example that led to a request while it is public, best in the official's language."""
    if sent.example is None:
        return None
    codes = [sent.of_edition.locale_code(language) for language in LANGUAGES]
    pages = PracticeExamplePage.objects.published().filter(
        translation_key=sent.example, locale__language_code__in=codes
    )
    found = sorted(
        pages.select_related("locale"),
        key=lambda page: page.locale.language_code != sent.locale_code,
    )
    return found[0] if found else None
