"""The CMS speaks German, in the name of MiGlobe, and offers only what works."""

import ast
import io
import json
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext, ngettext, override, pgettext, templatize
from PIL import Image as Pillow
from wagtail.models import Collection, Locale, Page, PageLogEntry, Task, Workflow

from editions.takeover import take_over
from home.models import CustomImage
from tests.admin_addresses import STAFF_URLS
from tests.factories.copies import write
from tests.factories.files import make_video
from tests.german import JARGON, assert_german, english_in
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("words of the interface")

ROOT = Path(__file__).parents[2]
APPS = ("miglobe_site", "editions", "home", "members", "examples", "consultations", "search")
CATALOG = ROOT / "locale/de/LC_MESSAGES/django.po"
OTHER_CATALOGS = sorted((ROOT / "locale/wagtail/de/LC_MESSAGES").glob("*.po"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
STRING = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
PAGE_URLS = [
    "/admin/pages/{pk}/",
    "/admin/pages/{pk}/edit/",
    "/admin/pages/{pk}/history/",
    "/admin/pages/{pk}/usage/",
    "/admin/pages/{pk}/copy/",
    "/admin/pages/{pk}/move/",
    "/admin/pages/{pk}/delete/",
    "/admin/pages/{pk}/unpublish/",
    "/admin/pages/{pk}/privacy/",
    "/admin/pages/{pk}/add_subpage/",
    "/admin/bulk/wagtailcore/page/move/?id={pk}",
]
ADMIN_URLS = [
    "/admin/state/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/sites/",
    "/admin/sites/new/",
    "/admin/locales/",
    "/admin/locales/new/",
    "/admin/collections/",
    "/admin/collections/add/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/redirects/import/",
    "/admin/workflows/list/",
    "/admin/workflows/add/",
    "/admin/workflows/tasks/index/",
    "/admin/workflows/tasks/add/wagtailcore/groupapprovaltask/",
]
OPEN_URLS = ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/confirm/MQ/x/"]


def messages_in_python():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = isinstance(node, ast.Call) and getattr(node.func, "id", "")
                if name not in CALLS:
                    continue
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if texts:
                    has_context = name.startswith("pgettext")
                    yield (texts[0], texts[1]) if has_context else (None, texts[0])


def messages_in_templates():
    for app in APPS:
        for path in (ROOT / app).rglob("templates/**/*.*"):
            if path.suffix not in {".html", ".txt"}:
                continue
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            for literal in re.findall(rf"(?:(?<!p)gettext|_)\(\s*u?({STRING})", source):
                yield None, ast.literal_eval(literal)
            for both in re.findall(rf"pgettext\(\s*u?({STRING}),\s*u?({STRING})", source):
                yield tuple(map(ast.literal_eval, both))


def texts_of_packages():
    """What the CMS says for each text of Wagtail and its kin, as (English, German)."""
    folders = [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("wagtail")]
    own = {entry.msgid: entry.msgstr for path in OTHER_CATALOGS for entry in polib.pofile(path)}
    for path in sorted(path for folder in folders for path in folder.glob("locale/de/*/*.po")):
        for entry in polib.pofile(path):
            if path.stem == "djangojs":
                yield entry.msgid, own.get(entry.msgid, entry.msgstr)
            elif entry.msgid_plural:
                for number in (1, 2):
                    yield entry.msgid, ngettext(entry.msgid, entry.msgid_plural, number)
            elif entry.msgctxt:
                yield entry.msgid, pgettext(entry.msgctxt, entry.msgid)
            else:
                yield entry.msgid, gettext(entry.msgid)


def menu(client):
    """The sidebar as (label, address), submenus included."""
    props = soup(client.get("/admin/")).find(id="wagtail-sidebar-props")
    found = []

    def walk(value):
        if isinstance(value, dict):
            if value.get("label") and value.get("url"):
                found.append((value["label"], value["url"]))
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                walk(item)

    walk(json.loads(props.string))
    return found


class TestCatalogs:
    def test_every_message_of_the_code_has_a_german_text(self):
        used = {*messages_in_python(), *messages_in_templates()}
        translated = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(CATALOG)}
        assert used - translated == set()

    def test_no_message_is_left_that_the_code_does_not_use(self):
        used = {*messages_in_python(), *messages_in_templates()}
        catalog = polib.pofile(CATALOG)
        assert {(entry.msgctxt, entry.msgid) for entry in catalog} - used == set()

    @pytest.mark.parametrize("path", [CATALOG, *OTHER_CATALOGS], ids=lambda path: path.parts[-4])
    def test_catalogs_are_complete(self, path):
        catalog = polib.pofile(path, check_for_duplicates=True)
        assert [entry.msgid for entry in catalog if not entry.translated()] == []
        assert catalog.obsolete_entries() == []

    @pytest.mark.parametrize("path", [CATALOG, *OTHER_CATALOGS], ids=lambda path: path.parts[-4])
    def test_german_texts_use_no_placeholder_of_their_own(self, path):
        for entry in polib.pofile(path):
            german = " ".join([entry.msgstr, *entry.msgstr_plural.values()])
            english = f"{entry.msgid} {entry.msgid_plural}"
            assert set(PLACEHOLDER.findall(german)) <= set(PLACEHOLDER.findall(english)), german

    def test_no_text_of_a_package_has_words_that_no_editor_should_read(self):
        with override("de"):
            texts = dict(texts_of_packages())
        assert len(texts) > 1000
        assert [german for german in texts.values() if JARGON.search(german)] == []


class TestNoEnglish:
    def test_for_nobody_yet(self, site, client):
        assert_german(client, OPEN_URLS)

    def test_failed_login(self, site, client):
        response = client.post("/admin/login/", {"username": "x@example.org", "password": "wrong"})
        assert "passen nicht zusammen" in visible_text(response)
        assert english_in(response) == []

    @pytest.mark.parametrize("name", ["redaktion-nrw", "redaktion-bw", "mitarbeit-bw"])
    def test_for_staff(self, site, client, name):
        assert_german(login(client, f"{name}@example.org"), STAFF_URLS)

    def test_keys_have_the_names_that_stand_on_a_german_keyboard(self, staff_nrw):
        html = staff_nrw.get("/admin/").content.decode()
        assert "Strg + s<" in html and "Strg + Umschalt + v<" in html

    def test_for_the_administration(self, admin):
        assert_german(admin, [*STAFF_URLS, *ADMIN_URLS])

    def test_on_a_group(self, admin):
        group = Group.objects.get(name="Redaktion NRW")
        assert_german(admin, [f"/admin/groups/edit/{group.pk}/"])

    def test_on_a_page(self, staff_nrw):
        page = Page.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
        assert_german(staff_nrw, [url.format(pk=page.pk) for url in PAGE_URLS])

    def test_on_each_type_of_page(self, admin, nrw):
        types = ["home/contentpage", "home/legalpage"]
        assert_german(admin, [f"/admin/pages/add/{name}/{nrw.pk}/" for name in types])
        pages = [nrw, *nrw.get_children()]
        assert_german(admin, [f"/admin/pages/{page.pk}/edit/" for page in pages])

    def test_on_a_video(self, staff_nrw):
        video = make_video()
        actions = ("edit", "delete", "usage")
        assert_german(staff_nrw, [f"/admin/media/{action}/{video.pk}/" for action in actions])
        assert_german(staff_nrw, ["/admin/media/", "/admin/media/chooser/video/"])

    def test_where_a_page_is_taken_over(self, admin, site):
        page = Page.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
        assert "In eine andere Ausgabe oder Sprache übernehmen" in visible_text(
            admin.get(f"/admin/pages/{page.pk}/edit/")
        )
        copy = Page.objects.get(slug="kooperation", locale__language_code="de-x-bw")
        urls = [
            f"/admin/localize/submit/page/{page.pk}/",
            f"/admin/editions/source-is-gone/{copy.pk}/",
            f"/admin/editions/compare/{copy.pk}/",
            f"/admin/pages/{copy.pk}/edit/",
        ]
        assert_german(admin, urls)

    def test_in_the_editor_for_a_translation(self, admin):
        catalog = admin.get("/admin/localize/jsi18n/").content.decode()
        assert "Nicht mehr mit der Vorlage abgleichen" in catalog
        assert "Weitere Aktionen" in catalog
        copy = take_over(
            Page.objects.get(slug="kooperation", locale__language_code="de-x-bw"),
            Locale.objects.get(language_code="en-x-bw"),
        )
        write(copy, "Kooperation und Förderung", "Cooperation")
        response = admin.get(f"/admin/pages/{copy.pk}/edit/")
        props = soup(response).select_one(".js-translation-editor")["data-props"]
        assert re.search(r"(?<!\w)am \d\d\.\d\d\.\d{4}", json.dumps(json.loads(props)))

    def test_names_of_rights(self, site):
        names = Permission.objects.values_list("name", flat=True)
        assert [name for name in names if name.startswith("Can ")] == []
        publish = Permission.objects.get(codename="publish_page")
        assert publish.name == "Seite: veröffentlichen"


class TestBranding:
    def test_login_greets_in_the_name_of_miglobe(self, site, client):
        response = client.get("/admin/login/")
        assert "Willkommen bei MiGlobe" in visible_text(response)
        assert soup(response).find("img", alt="MiGlobe")
        assert soup(response).title.string.split() == ["Anmelden", "-", "MiGlobe"]

    def test_wagtail_is_not_named(self, staff_nrw):
        assert "Wagtail" not in visible_text(staff_nrw.get("/admin/"))


class TestMenu:
    def test_of_staff(self, staff_nrw):
        assert {label for label, _url in menu(staff_nrw)} == {
            "Seiten",
            "Mitglieder",
            "Bilder",
            "Dokumente",
            "Freigaben",
            "Praxisbeispiele",
            "Gleichbedeutende Wörter",
            "Videos",
            "Änderungen aus anderen Ausgaben",
            "Gesperrte Seiten",
            "Verlauf der Website",
            "Lange nicht geänderte Seiten",
            "Kommunen",
            "Themenfelder",
            "Anfragen",
            "Postausgang",
            "Gemeldete Barrieren",
            "Rückmeldungen zu Seiten",
            "Übernahmen",
            "Texte für Übersetzungen",
            "Suche auf der Website",
            "Weiterleitungen",
            "Mein Konto",
        }

    @pytest.mark.parametrize("name", ["admin", "redaktion-nrw", "redaktion-bw", "mitarbeit-nrw"])
    def test_every_item_leads_somewhere(self, site, client, name):
        login(client, f"{name}@example.org")
        items = menu(client)
        assert len(items) > 5
        for label, url in items:
            assert client.get(url, follow=True).status_code == 200, label


class TestStaff:
    def test_see_only_their_edition_in_the_explorer(self, staff_nrw):
        text = visible_text(staff_nrw.get("/admin/pages/", follow=True))
        assert "MiGlobe NRW" in text
        assert "Baden-Württemberg" not in text

    def test_upload_into_the_collection_of_their_edition(self, staff_nrw):
        opened = staff_nrw.get("/admin/images/add/")
        assert not soup(opened).select("[name=collection]")  # the only one needs no choice
        png = io.BytesIO()
        Pillow.new("RGB", (40, 30), "green").save(png, "PNG")
        file = SimpleUploadedFile("rathaus.png", png.getvalue(), "image/png")
        upload = {"title": "Rathaus", "file": file}
        submit(staff_nrw, opened, upload, form="form[enctype]")
        assert CustomImage.objects.get(title="Rathaus").collection.name == "NRW"


def test_nothing_is_left_of_what_wagtail_makes_for_every_project(site):
    names = set(Group.objects.values_list("name", flat=True))
    assert "Editors" not in names and "Moderators" not in names
    assert {workflow.name for workflow in Workflow.objects.all()} == {"Freigabe NRW", "Freigabe BW"}
    assert {task.name for task in Task.objects.all()} == {
        "Freigabe durch Redaktion NRW",
        "Freigabe durch Redaktion BW",
    }
    assert not PageLogEntry.objects.filter(label__startswith="Welcome").exists()
    assert Page.objects.get(depth=1).title == "Alle Ausgaben"
    assert Collection.objects.get(depth=1).name == "Alle Ausgaben (nur Administration)"
