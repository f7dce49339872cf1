"""Rules of this project that nobody has to remember, because they are checked."""

import io
import re

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps
from wagtail.blocks import ListBlock, RawHTMLBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.models import pages as wagtail_pages
from wagtail_localize.fields import TranslatableField

from editions import checks
from miglobe_site.pages.edition_page import EditionPage
from miglobe_site.settings import BASE_DIR
from tests.site import is_html, soup

pytestmark = pytest.mark.sqlite_is_enough("rules for code")

HIDDEN_FROM_STAFF = ("page", "sort order", "image", "file", "filter spec", "focal point", "type")
OWN_APPS = ["accounts", "home", "members", "examples", "consultations"]


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_system_checks_find_nothing():
    assert run_checks() == []


def test_every_page_type_belongs_to_an_edition():
    assert len(checks.page_types()) >= 5
    assert not [model for model in checks.page_types() if not issubclass(model, EditionPage)]


def test_every_page_type_can_be_made_somewhere():
    for model in checks.page_types():
        assert model.allowed_parent_page_models(), model
        for parent in model.allowed_parent_page_models():
            assert model in parent.allowed_subpage_models() or parent is Page, (model, parent)


@pytest.fixture
def known_types(monkeypatch):
    """Forget the page types that a test makes: Wagtail's own checks would ask for them later."""
    monkeypatch.setattr(wagtail_pages, "PAGE_MODEL_CLASSES", list(get_page_models()))


def found_by_checks(monkeypatch, model):
    monkeypatch.setattr(checks, "page_types", lambda: [model])
    return {(error.id, error.msg.rpartition(".")[2]) for error in checks.check_page_types(None)}


@isolate_apps("home")
def test_page_type_without_rules_template_and_policy_is_reported(monkeypatch, known_types):
    class ForgottenPage(EditionPage):
        extra = models.CharField(max_length=10)
        parent_page_types = None
        subpage_types = None

        class Meta:
            app_label = "home"

    found = {error for error, _text in found_by_checks(monkeypatch, ForgottenPage)}
    assert found == {"miglobe.E001", "miglobe.E002", "miglobe.E003"}


@isolate_apps("home")
def test_page_type_that_crosses_editions_with_what_cannot_be_merged_is_reported(
    monkeypatch, known_types
):
    class StrangePage(EditionPage):
        template = "home/content_page.html"
        parent_page_types = []
        subpage_types = []
        body = StreamField([("list", ListBlock(StructBlock([("raw", RawHTMLBlock())])))])
        sound = models.FileField()
        override_translatable_fields = [
            *EditionPage.override_translatable_fields,
            *map(TranslatableField, ["body", "sound", "rows"]),
        ]

        class Meta:
            app_label = "home"

    monkeypatch.setattr(checks, "page_types", lambda: [StrangePage])
    names = [error.msg.split()[0].removeprefix("home.StrangePage.") for error in cross_errors()]
    assert names == ["rows", "body.list.item.raw", "sound"]
    monkeypatch.setattr(StrangePage, "bound_to_edition", True)
    assert cross_errors() == []


def cross_errors():
    return [error for error in checks.check_page_types(None) if error.id == "miglobe.E005"]


@isolate_apps("home")
def test_page_type_with_everything_is_not_reported(monkeypatch, known_types):
    class GoodPage(EditionPage):
        template = "home/content_page.html"
        parent_page_types = ["home.HomePage"]
        subpage_types = []

        class Meta:
            app_label = "home"

    assert found_by_checks(monkeypatch, GoodPage) == set()


def test_page_types_of_this_project_declare_their_rules_themselves():
    """Wagtail's default would allow every page everywhere."""
    for model in checks.page_types():
        assert {"parent_page_types", "subpage_types"} <= set(vars(model)), model


def test_every_name_that_staff_read_is_translated():
    """In German, a name is no longer the English one that stands in the code."""
    same_in_both = {"name", "position", "link", "text", "status"}
    english = []
    for label in OWN_APPS:
        for model in apps.get_app_config(label).get_models():
            names = {str(model._meta.verbose_name), str(model._meta.verbose_name_plural)}
            fields = [f for f in model._meta.get_fields() if f.model is model and f.editable
                      and not f.auto_created and hasattr(f, "verbose_name")]  # fmt: skip
            names |= {str(f.verbose_name) for f in fields if not f.name.endswith("_ptr")}
            automatic = {f.name.replace("_", " ") for f in fields}
            english += sorted((names & automatic) - same_in_both)
    assert {name for name in english if not name.startswith(HIDDEN_FROM_STAFF)} == set()


@pytest.mark.parametrize(
    "path", ["/nrw/", "/nrw/miglobe/", "/nrw/mitglieder/", "/", "/mitglieder/"]
)
def test_templates_leave_no_trace_of_their_making(path, visitor):
    response = visitor.get(path)
    assert is_html(response)
    html = response.content.decode()
    for trace in ("{{", "{%", "None</", "TODO", "Lorem", "<!--", "StreamValue", "<wagtail."):
        assert trace not in html, trace
    assert not [link for link in soup(response).find_all("a") if link.get("href") in {"", "#"}]


def test_what_several_tests_need_is_in_no_test_module():
    imports = re.compile(r"^\s*(from|import) tests\.(\w+\.)*test_\w+", re.MULTILINE)
    modules = (BASE_DIR / "tests").rglob("*.py")
    assert not [path.name for path in modules if imports.search(path.read_text())]
