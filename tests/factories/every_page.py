"""Every type of page with every kind of block."""

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from home.models import (
    ContentPage,
    CustomDocument,
    CustomImage,
    HomePage,
    LegalPage,
    Partner,
    VideoPage,
)
from members.models import MemberIndexPage, MemberPage, MemberSelectionPage, SelectedMember
from miglobe_site.pages.blocks import BodyBlock
from tests.factories.copies import publish_translation
from tests.factories.examples import full_draft, publish
from tests.factories.legal import fill_gaps, publish_settings

TITLE = "Öffentlichkeitsarbeit und Entwicklungspolitik in Baden-Württemberg, Nordrhein-Westfalen"
BELOW = "Kommunale Partnerschaften"


def publish_every_page():
    """Fill both editions: each draft and each kind of page public, with every kind of block."""
    home_pages = HomePage.objects.filter(locale__language_code__startswith="de-x-")
    for home in home_pages:
        publish_settings(home)
    for page in Page.objects.filter(live=False, depth__gt=1).specific():
        if not page.locale.language_code.startswith("de-x-"):
            publish_translation(page)
            continue
        is_legal = isinstance(page, LegalPage)
        draft = fill_gaps(page) if is_legal else page.get_latest_revision_as_object()
        draft.save_revision().publish()
    for home in home_pages:
        home.offer_notice = "Bis Ende Januar nehmen wir keine neuen Anfragen an."
        home.partners.add(*partners())
        home.save_revision().publish()
        page = add_page(home, TITLE, every_block(home))
        add_page(page, BELOW, every_block(home)[:1])
        add_selection(MemberIndexPage.objects.child_of(home).get())
    publish(full_draft(title=TITLE))


def add_page(parent, title, body):
    page = ContentPage(title=title, slug=slugify(title)[:40], body=body, show_in_menus=True)
    page.summary = "Für Städte, Gemeinden und Landkreise: kommunale Entwicklungspolitik. " * 4
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def add_selection(index):
    page = MemberSelectionPage(title=TITLE, slug="auswahl", show_in_menus=True, locale=index.locale)
    page.summary = "Wen wir für den Einkauf von Städten, Gemeinden und Landkreisen empfehlen."
    people = MemberPage.objects.child_of(index).live()
    page.selected_members = [SelectedMember(member=person) for person in people]
    page.body = [("text", "<p>Fragen Sie uns gern nach weiteren Personen.</p>")]
    index.add_child(instance=page)
    page.save_revision().publish()


def partners():
    return [
        Partner(
            role=Partner.Role.FUNDING, name="Mit Logo", logo=image("Logo"), link="https://a.de/"
        ),
        Partner(
            role=Partner.Role.FUNDING, name="Dachverband Entwicklungspolitik Baden-Württemberg"
        ),
    ]


def image(title):
    return CustomImage.objects.create(
        title=title,
        description="Fünf Menschen an einem Tisch im Rathaus",
        credit="Öffentlichkeitsarbeit der Landeshauptstadt",
        file=get_test_image_file(f"{slugify(title)}.png", size=(960, 600)),
    )


def every_block(home):
    """A body with each kind of block once, filled with its sample text."""
    blocks = BodyBlock().child_blocks
    body = {name: block.get_preview_value() for name, block in blocks.items()}
    document = CustomDocument.objects.create(
        title="Interkulturelle Öffentlichkeitsarbeit", file=ContentFile(b"%PDF-1.4", "a.pdf")
    )
    cards = [{"page": page, "text": page.specific.summary[:200]} for page in home.get_children()]
    body["image"] = {"image": image("Dialogforum"), "caption": "Dialogforum im Rathaus"}
    body["video"] = {"page": VideoPage.objects.live().first()}
    body["external_video"] |= {"image": image("Film")}
    body["documents"] = {"heading": "Zum Herunterladen", "documents": [document]}
    body["link_cards"] = {"heading": "Mehr über MiGlobe", "cards": cards[:3]}
    body["call_to_action"]["page"] = home.get_first_child()
    return list(body.items())


def one_page_of_each_type():
    """The addresses of one public page of each type in each edition, and of all that have more."""
    chosen = {}
    for page in Page.objects.live().filter(depth__gt=1).select_related("locale"):
        if page.title in {TITLE, BELOW}:
            chosen[page.url] = page.url
        chosen.setdefault((page.content_type_id, page.locale_id), page.url)
    wanted = ",".join(str(page.pk) for page in MemberPage.objects.live()[:5])
    lists = [f"{path}?m={wanted}" for path in ("/mitglieder/merkliste/", "/nrw/mitglieder/")]
    lists += [f"/{path}" for path in ("nrw/suche/", "nrw/suche/?q=Beratung", "bw/suche/?q=xyzzy")]
    fixed = ["/", "/mitglieder/", *lists, "/gibt-es-nicht/", "/nrw/gibt-es-nicht/"]
    return [*fixed, *chosen.values()]
