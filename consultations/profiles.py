"""The public profiles of people whom a request names."""

from collections.abc import Collection
from typing import Any

from consultations.models import Assignment, ConsultationRequest
from editions.links import path_of
from editions.registry import LANGUAGES
from members.models import MemberPage


def addresses(sent: ConsultationRequest, keys: Collection[Any]) -> dict[Any, str]:
    """{translation key: address} of public profiles, best in the official's language."""
    if not keys:
        return {}
    codes = [sent.of_edition.locale_code(language) for language in LANGUAGES]
    pages = MemberPage.objects.published().filter(
        translation_key__in=keys, locale__language_code__in=codes
    )
    in_order = sorted(
        pages.select_related("locale"),
        key=lambda page: page.locale.language_code == sent.locale_code,
    )
    return {page.translation_key: path_of(page) for page in in_order}


def advising(sent: ConsultationRequest) -> list[tuple[Assignment, str]]:
    """[(assignment, address of the profile, "" where it is not public), …] of who advises."""
    found = list(sent.assignments.advising())
    known = addresses(sent, [each.profile for each in found])
    for each in found:
        each.request = sent
    return [(each, known.get(each.profile, "")) for each in found]
