"""One rule for links and one for clean texts, whichever way something comes into a page."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models
from wagtail_localize.models import SegmentOverride, StringTranslation

from home.models import HomePage
from miglobe_site.accounts.models import User
from miglobe_site.addresses import check_link
from miglobe_site.pages.edition_page import EditionPage
from tests.factories.copies import (
    copy_of,
    draft,
    editor,
    page_in,
    publish_translation,
    save_text,
    segment,
    text,
    texts,
    translation_of,
    wording,
)
from tests.factories.pages import edit
from tests.rendered_form import RenderedForm
from tests.site import login, soup, submit, visible_text

OPENED = ["https://example.org/x", "http://example.org", "mailto:a@example.org", "tel:+49211"]
WITHIN = ["/nrw/miglobe/", "#kontakt", "?m=1", "miglobe/a:b"]
NOT_OPENED = [
    "ftp://example.org/x",
    "ftps://example.org",
    "FTP://example.org",
    " ftp://example.org",
]
NOT_OPENED += [
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/hosts",
]
HIDING = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\x01//evil.example",
    "https://user:pw@example.org/",
    "https://example.org@evil.example/",
    "https://example.org\\@evil.example/",
    "https:evil.example",
    "https:///",
    "https://[::1",
]
SENTENCE = "Wir beraten Kommunen."
UNSEEN = "\u202e\u200b\u2066\x07"
DIRTY, CLEAN = f"Wir be{UNSEEN}raten Sta\u0308dte.", "Wir beraten Städte."
MESSAGE = "öffnet der Browser nicht"


@pytest.mark.parametrize("address", OPENED + WITHIN)
def test_links_that_browsers_open(address):
    check_link(address)


@pytest.mark.parametrize("address", NOT_OPENED)
def test_links_that_browsers_do_not_open(address):
    with pytest.raises(ValidationError):
        check_link(address)


@pytest.mark.parametrize("address", HIDING)
def test_links_that_hide_where_they_lead(address):
    with pytest.raises(ValidationError, match="zeigt nicht, wohin er führt"):
        check_link(address)


def rich_fields():
    for model in get_page_models():
        if issubclass(model, EditionPage):
            for field in model._meta.fields:
                if isinstance(field, RichTextField):
                    yield model, field, str
                elif isinstance(field, StreamField) and "text" in field.stream_block.child_blocks:
                    yield model, field, field.stream_block.to_python


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x", "javascript:alert(1)", "//evil.example", "https://a:b@c.de"]
)
def test_no_rich_text_of_any_page_takes_such_a_link(address, site):
    found = list(rich_fields())
    assert {field.name for _model, field, _read in found} >= {"body", "transcript", "situation"}
    for model, field, read in found:
        html = f'<p>Zur <a href="{address}">Datei</a></p>'
        value = html if read is str else read([{"type": "text", "value": html}])
        others = [each.name for each in model._meta.fields if each.name != field.name]
        with pytest.raises(ValidationError) as error:
            model(**{field.name: value}).clean_fields(others)
        assert set(error.value.message_dict) == {field.name}
        assert address in str(error.value)


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(SENTENCE, 'Zur <a href="https://example.org/x">Datei</a>'))


@pytest.fixture
def copy(nrw, page):
    publish_translation(HomePage.objects.get(locale__language_code="en-x-nrw"))
    return copy_of(page, "en-x-nrw")


@pytest.mark.parametrize("action", [None, "action-publish"])
def test_wrong_link_is_named_beside_the_text_and_nothing_is_saved(action, page, staff_nrw):
    opened = staff_nrw.get(f"/admin/pages/{page.pk}/edit/")
    [typed] = fields(opened)["body-0-value"]
    assert "https://example.org/x" in typed
    before = page.revisions.count()
    wrong = {"body-0-value": typed.replace("https://", "ftp://")}
    response = edit(staff_nrw, opened, action, wrong)
    [told] = shown_errors(response)["messages"]
    assert "ftp://example.org/x" in told and MESSAGE in told
    assert "ftp://example.org/x" in json.dumps(fields(response)["body-0-value"])
    assert page.revisions.count() == before


def shown_errors(response):
    """What the editor's JavaScript shows above the blocks of the text."""
    block = soup(response).select_one("#body[data-block]")
    return json.loads(block["data-w-block-arguments-value"])[1]


def fields(response):
    return RenderedForm(soup(response), "", "#page-edit-form").data


def test_dialog_for_links_takes_none_of_them(staff_nrw):
    data = {"external-link-chooser-url": "ftp://example.org/x"}
    answer = staff_nrw.post("/admin/choose-external-link/", data).json()
    assert MESSAGE in answer["html"]
    data = {"external-link-chooser-url": "https://user:pw@example.org/x"}
    answer = staff_nrw.post("/admin/choose-external-link/", data).json()
    assert "zeigt nicht, wohin er führt" in answer["html"]
    data = {"external-link-chooser-url": "https://example.org/x"}
    assert staff_nrw.post("/admin/choose-external-link/", data).json()["result"]


@pytest.mark.parametrize("address", ["ftp://example.org/x", "javascript:alert(1)"])
def test_copy_gets_no_other_link_than_its_original_may_have(address, copy, staff_nrw):
    [place] = [s for s in editor(staff_nrw, copy)["segments"] if "https:" in s["contentPath"]]
    data = encode_multipart(BOUNDARY, {"value": address})
    answer = staff_nrw.put(place["editUrl"], data, MULTIPART_CONTENT)
    assert MESSAGE in answer.json()["error"]
    assert answer.json()["data"] == address
    assert not SegmentOverride.objects.exists()
    data = encode_multipart(BOUNDARY, {"value": f"https://example.org/{UNSEEN}en"})
    assert staff_nrw.put(place["editUrl"], data, MULTIPART_CONTENT).status_code == 201
    assert SegmentOverride.objects.get().data == "https://example.org/en"


def test_other_link_from_elsewhere_is_not_published(copy, staff_nrw):
    override = next(s for s in translation_of(copy).source.overridablesegment_set.all())
    SegmentOverride.objects.create(
        locale=copy.locale, context=override.context, data_json='"javascript:alert(1)"'
    )
    address = f"/admin/pages/{copy.pk}/edit/"
    button, form = "action-publish", "#page-edit-form"
    response = submit(staff_nrw, address, button=button, form=form, follow=True)
    assert MESSAGE in visible_text(response)
    assert "javascript" not in str(type(copy).objects.get(pk=copy.pk).body)


def test_text_from_the_editor_of_copies_is_clean(copy, staff_nrw):
    answer = save_text(staff_nrw, copy, segment(copy, SENTENCE).pk, DIRTY)
    assert answer.json()["data"] == wording(copy, SENTENCE).data == CLEAN
    address = f"/admin/pages/{copy.pk}/edit/"
    submit(staff_nrw, address, button="action-publish", form="#page-edit-form")
    assert CLEAN in texts(type(copy).objects.get(pk=copy.pk))[0]


@pytest.mark.parametrize("dirty", [DIRTY, "Wir be&#8238;&#x200b;raten Sta&#776;dte."])
def test_text_from_a_po_file_is_clean(dirty, copy, visitor):
    po = translation_of(copy).export_po()
    for entry in po:
        own = {SENTENCE: dirty, "Vorlage": "Mu\u0308ster\nSeite\u202e"}
        entry.msgstr = own.get(entry.msgid, entry.msgstr)
    client = login(visitor, "redaktion-nrw@example.org")
    file = SimpleUploadedFile("a.po", str(po).encode())
    submit(client, "/admin/editions/texts/", {"file": file}, form="form[enctype]")
    stored = str(list(StringTranslation.objects.values_list("data", flat=True)))
    assert not set(UNSEEN) & set(stored)
    assert CLEAN in texts(draft(copy))[0]
    assert draft(copy).title == "Müster Seite"


def test_names_of_accounts_are_clean(site):
    user = User(email="a@example.org", first_name=f"Am{UNSEEN}ina", last_name="Mu\u0308ller")
    user.full_clean(exclude=["password"])
    assert user.get_full_name() == "Amina Müller"
