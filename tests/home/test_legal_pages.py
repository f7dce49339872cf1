"""Legal pages are made of the settings of their edition, and go live without gaps alone."""

import pytest
from wagtail.models import Locale, Page

from editions.opening.new_edition import open_edition
from editions.registry import EDITIONS
from editions.takeover import take_over
from home.models import ContentPage, HomePage, LegalPage
from miglobe_site.pages.publishing import PublishingBlocked
from search.models import Entry
from tests import rendered_blocks
from tests.factories.copies import publish, publish_translation
from tests.factories.legal import SETTINGS, fill_gaps, publish_legal_page, publish_settings
from tests.rendered_form import EDITOR
from tests.site import soup, submit, visible_text

ALL = {
    **SETTINGS,
    "phone": "+49 212 99887766",
    "imprint_register": "Amtsgericht Wuppertal, HRB 1234",
    "imprint_vat_id": "DE123456789",
}
SHOWN = {
    "imprint": [name for name in ALL if name not in {"accessibility_contact", "enforcement_body"}],
    "privacy": ["provider", "address", "phone", "email"],
    "accessibility": ["accessibility_contact", "enforcement_body"],
}
NEEDED = {
    "imprint": ["provider", "address", "imprint_represented_by", "email", "imprint_responsible"],
    "privacy": ["provider", "address", "email"],
    "accessibility": ["accessibility_contact", "enforcement_body"],
}
MISSING = "In den Einstellungen der Ausgabe fehlt noch:"


def legal(home, kind="imprint"):
    return LegalPage.objects.child_of(home).get(kind=kind)


def main_text(response):
    return " ".join(soup(response).main.get_text(" ").split())


def lines(name):
    return ALL[name].splitlines()


@pytest.mark.parametrize("kind", SHOWN)
def test_page_shows_the_settings_of_the_edition(kind, nrw, visitor):
    publish(nrw, **ALL)
    fill_gaps(legal(nrw, kind)).save_revision().publish()
    shown = main_text(visitor.get(legal(nrw, kind).url))
    for name in SHOWN[kind]:
        assert all(line in shown for line in lines(name)), name
    for name in set(ALL) - set(SHOWN[kind]):
        assert not any(line in shown for line in lines(name)), name
    publish(nrw, provider="Neuer Träger e. V.", accessibility_contact="neu@example.org")
    shown = main_text(visitor.get(legal(nrw, kind).url))
    assert ("neu@example.org" if kind == "accessibility" else "Neuer Träger e. V.") in shown


def test_headings_stand_only_above_something(nrw, visitor):
    publish_legal_page(publish_settings(nrw, phone=""))
    headings = [each.get_text() for each in soup(visitor.get(legal(nrw).url)).main.find_all("h2")]
    assert headings[1:5] == [  # below “On this page”
        "Anbieter",
        "Vertreten durch",
        "Kontakt",
        "Verantwortlich für den Inhalt",
    ]


@pytest.mark.parametrize(("kind", "name"), [(k, name) for k in NEEDED for name in NEEDED[k]])
def test_page_does_not_go_live_while_a_setting_is_missing(kind, name, nrw, admin):
    publish_settings(nrw, **{name: ""})
    draft = fill_gaps(legal(nrw, kind))
    draft.save_revision()
    answer = submit(admin, f"/admin/pages/{draft.pk}/edit/", button="action-publish", form=EDITOR)
    label = str(HomePage._meta.get_field(name).verbose_name)[1:]
    assert label in rendered_blocks.errors(soup(answer)).partition(MISSING)[2]
    assert not legal(nrw, kind).live
    with pytest.raises(PublishingBlocked):
        draft.get_latest_revision().publish()
    publish_settings(HomePage.objects.get(pk=nrw.pk))
    draft.get_latest_revision().publish()
    assert legal(nrw, kind).live


@pytest.mark.parametrize(
    "gap",
    [
        "[Bitte ergänzen: Name]",
        "[Bitte&nbsp;ergänzen]",
        "[<b>Bitte</b> ergänzen: <i>Name</i>]",
        "[BITTE ERGÄNZEN: Name]",
        "[ Bitte erga\u0308nzen: Name ]",
        "[Bitte ergänzen: Name",
    ],
)
@pytest.mark.parametrize("place", ["title", "summary", "text", "points", "facts", "quote"])
def test_page_does_not_go_live_with_a_gap(gap, place, nrw, admin):
    publish_settings(nrw)
    page = legal(nrw)
    values = {
        "text": f"<p>{gap}</p>",
        "points": {"heading": "", "introduction": "", "points": [f"<p>{gap}</p>"]},
        "facts": {"heading": "", "facts": [{"term": "Was", "value": f"<p>{gap}</p>"}]},
        "quote": {"text": gap, "name": "", "role": ""},
    }
    if place in values:
        page.body = [(place, values[place])]
    else:
        setattr(page, place, gap)
    page.save_revision()
    with pytest.raises(PublishingBlocked, match="Bitte füllen Sie erst die Lücken: \\["):
        page.get_latest_revision().publish()
    assert not legal(nrw).live


def test_editor_names_the_gaps_beside_the_text(nrw, admin):
    page = legal(nrw, "privacy")
    publish_settings(nrw)
    answer = submit(admin, f"/admin/pages/{page.pk}/edit/", button="action-publish", form=EDITOR)
    shown = rendered_blocks.errors(soup(answer))
    assert "erst die Lücken: [Bitte ergänzen: Name und Kontakt], [Bitte ergänzen: was" in shown
    assert not legal(nrw, "privacy").live


def test_other_brackets_are_no_gaps(nrw):
    publish_settings(nrw)
    text = "<p>[Bitte beachten Sie das.] Bitte ergänzen Sie uns!</p>"
    assert publish(legal(nrw), body=[("text", text)]).live


def test_settings_that_a_legal_page_shows_are_not_emptied(nrw, admin):
    publish_legal_page(nrw)
    answer = submit(
        admin, f"/admin/pages/{nrw.pk}/edit/", {"imprint_responsible": ""}, "action-publish", EDITOR
    )
    assert "Bitte füllen Sie dieses Feld aus: Die Seite „Impressum“ zeigt es." in visible_text(
        answer
    )
    with pytest.raises(PublishingBlocked, match="Verantwortlich für den Inhalt: Bitte"):
        publish_settings(nrw, imprint_responsible="")
    publish_settings(HomePage.objects.get(pk=nrw.pk), accessibility_contact="")


def test_preview_tells_staff_what_is_missing_and_the_page_nobody(nrw, admin, client):
    page = legal(nrw, "accessibility")
    preview = f"/admin/pages/{page.pk}/view_draft/"
    assert f"{MISSING} Kontakt zur Barrierefreiheit" in main_text(admin.get(preview))
    publish_settings(nrw)
    assert MISSING not in main_text(admin.get(preview))
    LegalPage.objects.filter(pk=page.pk).update(live=True)
    HomePage.objects.filter(pk=nrw.pk).update(enforcement_body="")
    assert MISSING not in main_text(client.get(page.url))


def test_new_edition_shows_the_settings_of_its_draft(site, admin):
    """Its start page goes live last, when the imprint is there."""
    home = open_edition(EDITIONS["he"], EDITIONS["nrw"]).home
    draft = home.get_latest_revision_as_object()
    for name, value in SETTINGS.items():
        setattr(draft, name, value)
    draft.save_revision()
    page = legal(home)
    assert "Beispielträger gGmbH" in main_text(admin.get(f"/admin/pages/{page.pk}/view_draft/"))
    fill_gaps(page).save_revision().publish()
    assert legal(home).live


def test_other_languages_show_the_settings_of_the_german_start_page(nrw, visitor):
    page = publish_legal_page(nrw)
    english = Locale.objects.get(language_code="en-x-nrw")
    publish_translation(nrw.get_translation(english).specific)
    publish_translation(take_over(page, english))
    publish_settings(HomePage.objects.get(pk=nrw.pk), imprint_represented_by="Neue Leitung")
    shown = main_text(visitor.get("/nrw/en/impressum/"))
    assert "Represented by Neue Leitung" in shown


def test_search_finds_what_the_block_shows(nrw):
    page = publish_legal_page(nrw)
    text = Entry.objects.get(page=page).text
    assert "Max Beispiel" in text and "Vertretung" not in text


def test_block_shows_the_settings_on_any_page(nrw, visitor):
    page = ContentPage(title="Neu", slug="neu", body=[("edition_details", "privacy")])
    nrw.add_child(instance=page)
    page.save_revision().publish()
    assert "FSI Forum für soziale Innovation" in main_text(visitor.get("/nrw/neu/"))
    assert Page.objects.get(pk=page.pk).live


def test_preview_of_a_block_in_which_nothing_is_chosen_yet(nrw, admin):
    page = legal(nrw)
    page.body = [{"type": "edition_details", "value": ""}]
    page.save_revision()
    preview = admin.get(f"/admin/pages/{page.pk}/view_draft/")
    assert preview.status_code == 200 and MISSING not in main_text(preview)
