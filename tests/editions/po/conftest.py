"""An English page of NRW without its translations, and those who translate it."""

import pytest
from wagtail_localize.models import StringTranslation

from home.models import HomePage
from tests.factories.copies import copy_of, page_in, publish_translation, text
from tests.factories.po_files import SENTENCE
from tests.site import login


@pytest.fixture
def staff(visitor):
    return lambda name: login(visitor, f"{name}@example.org")


@pytest.fixture
def copy(nrw):
    """A live English page of NRW whose translations are gone."""
    publish_translation(HomePage.objects.get(locale__language_code="en-x-nrw"))
    body = text(SENTENCE, '<a href="https://example.org/">Mehr</a> dazu')
    copy = copy_of(page_in(nrw, body=body), "en-x-nrw")
    StringTranslation.objects.filter(context__object_id=copy.translation_key).delete()
    return copy
