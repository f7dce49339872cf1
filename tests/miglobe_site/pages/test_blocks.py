"""The blocks of which staff build a page, as visitors see them and as the CMS previews them."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.fields import StreamField
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import get_page_models

from editions.takeover import take_over
from home.models import ContentPage, CustomDocument, CustomImage, VideoPage
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.styles import style_sheet
from tests.site import MOST_QUERIES, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("markup")

BLOCKS = BodyBlock().child_blocks


def main_text(response):
    main = soup(response).main
    return " ".join(main.get_text(" ").split())


@pytest.fixture
def image(site):
    return CustomImage.objects.create(
        title="bild-17.png",
        description="Menschen im Rathaus",
        credit="Erika Muster",
        file=get_test_image_file(filename="bild.png", size=(900, 600)),
    )


@pytest.fixture
def make_page(nrw):
    def make(*blocks, title="Neu", slug="neu", summary=""):
        page = ContentPage(title=title, slug=slug, summary=summary, body=list(blocks))
        nrw.add_child(instance=page)
        page.save_revision().publish()
        return page

    return make


def test_every_block_tells_staff_what_it_is_for(site):
    for name, block in BLOCKS.items():
        assert block.meta.icon != "placeholder", name
        assert str(block.label) and str(block.meta.description), name


@pytest.mark.parametrize("name", BLOCKS)
def test_preview_shows_the_block_with_real_words(name, admin):
    block = BLOCKS[name]
    response = admin.get(f"/admin/block-preview/?id={block.definition_prefix}")
    assert response.status_code == 200
    words = visible_text(response).split()
    assert len(words) >= 3, words
    assert "Lorem" not in words
    assert {style_sheet(name) for name in ("site", "start", "lists")} <= {
        element.string for element in soup(response).find_all("style")
    }
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_contact_and_partners_come_from_the_start_page(visitor):
    assert "Opferfelder Str. 22" in main_text(visitor.get("/nrw/beratung-anfragen/"))
    assert "Eine Welt Netz NRW" in main_text(visitor.get("/nrw/kooperation/"))


def test_image_is_described_credited_and_never_named_by_its_file(image, make_page, visitor):
    make_page(
        ("image", {"image": image, "alt_text": "", "caption": "Ein Treffen"}),
        ("image", {"image": image, "alt_text": "Zwei Frauen", "caption": ""}),
    )
    response = visitor.get("/nrw/neu/")
    first, second = soup(response).select(".page__body img")
    assert (first["alt"], second["alt"]) == ("Menschen im Rathaus", "Zwei Frauen")
    assert first["width"] and first["height"]
    assert "Ein Treffen" in main_text(response) and "Erika Muster" in main_text(response)
    assert "bild-17.png" not in response.content.decode()


@pytest.mark.parametrize(("width", "offered"), [(600, "480w 600w"), (1200, "480w 800w 1200w")])
def test_image_is_offered_in_each_width_once(width, offered, make_page, visitor):
    file = get_test_image_file(size=(width, 400))
    image = CustomImage.objects.create(title="Bild", description="Rathaus", file=file)
    make_page(("image", {"image": image, "alt_text": "", "caption": ""}))
    sources = soup(visitor.get("/nrw/neu/")).select("main picture [srcset]")
    assert len(sources) == 3
    for source in sources:
        assert [each.split()[-1] for each in source["srcset"].split(", ")] == offered.split()


def test_decorative_image_is_skipped_by_screen_readers(image, make_page, visitor):
    image.is_decorative = True
    image.save()
    make_page(("image", {"image": image, "alt_text": "", "caption": ""}))
    assert soup(visitor.get("/nrw/neu/")).main.img["alt"] == ""


def test_link_to_a_draft_is_not_shown(make_page, nrw, visitor):
    draft = ContentPage.objects.get(slug="interkulturelle-oeffnung", locale=nrw.locale)
    draft.unpublish()
    make_page(
        ("link_cards", {"heading": "Mehr", "cards": [{"page": draft, "text": "Karte"}]}),
        ("call_to_action", {"heading": "Los", "text": "", "page": draft, "label": "Hier"}),
        ("text", f'<p>Siehe <a linktype="page" id="{draft.pk}">dort</a>.</p>'),
        ("text", '<p>Siehe <a linktype="page" id="99999">nirgends</a>.</p>'),
        ("text", "<p>Siehe <a>nichts</a>.</p>"),
    )
    response = visitor.get("/nrw/neu/")
    assert response.status_code == 200
    hrefs = [link.get("href") for link in soup(response).main.find_all("a")]
    assert draft.url not in hrefs
    assert not {"", "None"} & set(hrefs)
    assert "dort" in main_text(response)


def test_deleted_image_page_and_document_leave_no_broken_page(image, make_page, nrw, visitor):
    document = CustomDocument.objects.create(title="Datei", file="documents/x.pdf")
    target = ContentPage.objects.get(slug="kooperation", locale=nrw.locale)
    make_page(
        ("image", {"image": image, "alt_text": "", "caption": "Ein Treffen"}),
        ("documents", {"heading": "Dateien", "documents": [document]}),
        ("link_cards", {"heading": "Mehr", "cards": [{"page": target, "text": "Karte"}]}),
        ("call_to_action", {"heading": "Los", "text": "", "page": target, "label": ""}),
    )
    assert "Datei" in main_text(visitor.get("/nrw/neu/"))
    image.delete(), document.delete(), target.delete()
    response = visitor.get("/nrw/neu/")
    assert response.status_code == 200
    assert "/nrw/kooperation/" not in response.content.decode()


def test_image_whose_file_is_gone_or_damaged_leaves_no_broken_page(make_page, visitor, image):
    make_page(("image", {"image": image, "alt_text": "", "caption": "Ein Treffen"}))
    Path(image.file.path).write_bytes(b"\x89PNG\r\n\x1a\n")
    assert visitor.get("/nrw/neu/").status_code == 200
    image.file.storage.delete(image.file.name)
    image.renditions.all().delete()
    assert visitor.get("/nrw/neu/").status_code == 200


def test_what_staff_write_is_text_and_no_markup(make_page, visitor):
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    quote = ("quote", {"text": attack, "name": attack, "role": attack})
    make_page(
        quote,  # beside the title
        ("points", {"heading": attack, "introduction": "", "points": ["<p>Punkt</p>"]}),
        quote,
        ("call_to_action", {"heading": attack, "text": "", "page": None, "label": attack}),
        ("facts", {"heading": attack, "facts": [{"term": attack, "value": "<p>Wert</p>"}]}),
        title=attack,
        summary=attack,
    )
    document = soup(visitor.get("/nrw/neu/"))
    scripts = document.find_all("script", type=lambda kind: kind != "application/ld+json")
    assert not [script for script in scripts if "alert" in script.get_text()]
    assert not document.find_all("img", src="x")
    assert "<script>" in document.main.get_text()


def table_with(links):
    column = {"type": "rich_text", "heading": "Seiten"}
    rows = [{"values": [links]}, {"values": [links]}]
    return {"table": {"caption": "Tabelle", "columns": [column], "rows": rows}}


def every_block(image, pages):
    document = CustomDocument.objects.create(title="Datei", file="documents/x.pdf")
    cards = [{"page": page, "text": "Karte"} for page in pages]
    links = "".join(f'<p><a linktype="page" id="{p.pk}">{p.title}</a></p>' for p in pages)
    return [
        ("text", links),
        ("points", {"heading": "Punkte", "introduction": links, "points": [links, links]}),
        ("image", {"image": image, "alt_text": "", "caption": ""}),
        ("image", {"image": image, "more": [{"image": image, "alt_text": "Rathaus"}] * 3}),
        ("video", {"page": VideoPage.objects.live().first()}),
        ("external_video", {"title": "Film", "url": "https://a.de/", "image": image, "text": ""}),
        ("quote", {"text": "Zitat", "name": "", "role": ""}),
        ("call_to_action", {"heading": "Los", "text": links, "page": pages[0], "label": ""}),
        ("link_cards", {"heading": "Mehr", "cards": cards}),
        ("link_cards", {"heading": "Noch mehr", "cards": cards}),
        ("facts", {"heading": "", "facts": [{"term": "Was?", "value": links}]}),
        ("documents", {"heading": "", "documents": [document, document]}),
        ("table", table_with(links)),
        ("contact", None),
        ("partners", None),
        ("edition_details", "imprint"),
    ]


def count(visitor, path):
    visitor.get(path)  # renditions are made
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert visitor.get(path).status_code == 200
    return len(queries)


def test_page_of_all_blocks_stays_within_the_budget(image, make_page, nrw, visitor):
    pages = list(nrw.get_children().live())
    make_page(*every_block(image, pages))
    one = count(visitor, "/nrw/neu/")
    other = CustomImage.objects.create(
        description="Ein Rathaus", title="Zwei", file=get_test_image_file("zwei.png")
    )
    make_page(*every_block(image, pages), *every_block(other, pages), slug="doppelt")
    two = count(visitor, "/nrw/doppelt/")
    print(f"page of all blocks: {one} queries, of all blocks twice: {two}")
    assert two == one, "queries grow with the number of blocks"
    assert one <= MOST_QUERIES


def test_link_to_what_the_edition_does_not_have_is_text(make_page, nrw, bw, visitor):
    only_there = make_page(title="Nur in NRW", slug="nur-in-nrw")
    link = f'<p>Siehe <a linktype="page" id="{only_there.pk}">dort</a>.</p>'
    copy = take_over(make_page(("text", link)), bw.locale)
    copy.get_latest_revision().publish()
    main = soup(visitor.get("/bw/neu/")).main
    assert "Siehe dort." in main.get_text()
    assert not main.find_all("a", href=only_there.url)


def test_copy_in_the_other_edition_asks_no_more_often(image, make_page, nrw, bw, visitor):
    pages = list(nrw.get_children().live())
    page = make_page(*every_block(image, pages))
    copy = take_over(page, bw.locale)
    copy.get_latest_revision().publish()
    here, there = count(visitor, "/nrw/neu/"), count(visitor, "/bw/neu/")
    print(f"page of all blocks: {here} queries, its copy in BW: {there}")
    assert there <= here
    response = visitor.get("/bw/neu/")
    hrefs = {link.get("href", "") for link in soup(response).main.find_all("a")}
    assert "/bw/miglobe/" in hrefs
    assert not [href for href in hrefs if href.startswith("/nrw/")]


def test_no_page_offers_more_than_16_blocks():
    offered = {
        f"{model.__name__}.{field.name}": len(field.stream_block.child_blocks)
        for model in get_page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
    assert {"HomePage.body", "ContentPage.body", "PracticeExamplePage.approach"} <= offered.keys()
    assert {name: number for name, number in offered.items() if number > 16} == {}


def test_blocks_stand_in_groups():
    assert {str(block.meta.group) for block in BLOCKS.values()} == {
        "Texte", "Bilder, Videos, Dateien", "Weiterführen", "Aus den Einstellungen"
    }  # fmt: skip


FACTS = [{"term": "Was kostet das?", "value": "<p>Nichts.</p>"}] * 2


def test_answers_can_be_unfolded_or_stand_in_columns(make_page, visitor):
    for look in ("fold", "columns", "list"):
        make_page(("facts", {"heading": "", "look": look, "facts": FACTS}), slug=look)
    folded = soup(visitor.get("/nrw/fold/")).select(".facts details")
    assert [each.summary.get_text() for each in folded] == ["Was kostet das?"] * 2
    assert "Nichts." in folded[0].get_text() and not folded[0].has_attr("open")
    assert soup(visitor.get("/nrw/columns/")).select(".facts--columns dl dt")
    assert not soup(visitor.get("/nrw/list/")).select(".facts details, .facts--columns")


def test_picture_has_a_text_beside_it(image, make_page, visitor):
    value = {"image": image, "alt_text": "", "caption": "", "text": "<p>Daneben.</p>"}
    make_page(("image", value | {"look": "left"}), slug="links")
    make_page(("image", {"image": image, "alt_text": "", "caption": "Nur das Bild"}), slug="alt")
    picture = soup(visitor.get("/nrw/links/")).select_one(".picture--left")
    assert picture.select_one("figure img")["alt"] == "Menschen im Rathaus"
    assert picture.select_one(".prose").get_text(strip=True) == "Daneben."
    assert soup(visitor.get("/nrw/alt/")).select_one(".picture--wide figcaption")


def test_credit_that_says_what_it_is_needs_no_label(image, make_page, visitor):
    for credit, line in (("Erika Muster", "Bild: Erika Muster"), ("Zeichnung: MiGlobe",) * 2):
        CustomImage.objects.filter(pk=image.pk).update(credit=credit)
        make_page(("image", {"image": image}), slug=f"von-{len(credit)}")
        text = visible_text(visitor.get(f"/nrw/von-{len(credit)}/"))
        assert line in text and f"Bild: {line}" not in text


def test_buttons_and_cards_lead_elsewhere_and_say_so(make_page, visitor):
    url = "https://www.example.org/leitfaden"
    button = {"heading": "Los", "text": "", "page": None, "url": url, "label": "Leitfaden lesen"}
    card = {"page": None, "url": url, "title": "Leitfaden", "text": ""}
    make_page(("call_to_action", button), ("link_cards", {"heading": "", "cards": [card]}))
    links = soup(visitor.get("/nrw/neu/")).main.find_all("a", href=url)
    texts = [" ".join(link.get_text(" ").split()) for link in links]
    assert texts == ["Leitfaden lesen (www.example.org)", "Leitfaden (www.example.org)"]
    assert all("noopener" in link["rel"] for link in links)


@pytest.mark.parametrize(
    ("name", "value", "field", "words"),
    [
        ("call_to_action", {"url": "https://a.de/", "label": ""}, "label", "in Worten"),
        ("call_to_action", {"url": "http://a.de/", "label": "Los"}, "url", "https://"),
        ("call_to_action", {"url": "https://a.de/", "page": 0, "label": "x"}, "url", "beides"),
        ("link_cards", {"url": "https://a.de/", "title": ""}, "title", "in Worten"),
        ("link_cards", {"url": "", "title": "Nichts"}, "page", "oder geben Sie eine Adresse"),
    ],
)
def test_link_that_leads_nowhere_is_said_beside_its_field(name, value, field, words, nrw):
    block = BLOCKS[name]
    if name == "link_cards":
        block = block.child_blocks["cards"].child_block
    page = nrw if "page" in value else None
    heading = {"heading": "Los"} if "heading" in block.child_blocks else {}
    filled = {"text": ""} | heading | value | {"page": page}
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python(block.get_prep_value(block.normalize(filled))))
    assert words in str(error.value.block_errors[field])


@pytest.mark.parametrize(("heading", "levels"), [("So geht es", ["h2", "h3"]), ("", ["h2"])])
def test_steps_are_an_ordered_list_and_skip_no_heading(heading, levels, make_page, visitor):
    steps = [{"heading": "Anfrage", "text": "Sie schreiben uns."}]
    make_page(("steps", {"heading": heading, "steps": steps}))
    page = soup(visitor.get("/nrw/neu/"))
    [step] = page.select("ol.steps > li")
    assert step.get_text() == "AnfrageSie schreiben uns."
    names = [each.name for each in page.select_one("ol.steps").parent.select("h2, h3")]
    assert names == levels


def test_steps_without_any_are_those_of_a_consultation(make_page, visitor):
    make_page(("steps", {"steps": []}))
    page = soup(visitor.get("/nrw/neu/"))
    assert [step.h3.get_text() for step in page.select("ol.chain > li")][:2] == [
        "Anfrage", "Gespräch"
    ]  # fmt: skip
    assert not page.select("ol.steps")


def test_several_pictures_are_a_gallery(image, make_page, visitor):
    more = [{"image": image, "alt_text": f"Szene {number}", "caption": ""} for number in (1, 2)]
    make_page(("image", {"image": image, "caption": "Auftakt", "look": "left", "more": more}))
    pictures = soup(visitor.get("/nrw/neu/")).select(".picture--gallery > .figure img")
    assert [each["alt"] for each in pictures] == ["Menschen im Rathaus", "Szene 1", "Szene 2"]


def test_picture_of_a_gallery_needs_words(image, nrw):
    CustomImage.objects.filter(pk=image.pk).update(description="")
    image.refresh_from_db()
    own = {"image": image, "alt_text": "Ein Rathaus", "more": [{"image": image, "alt_text": ""}]}
    page = ContentPage(title="Neu", slug="neu", live=False, body=[("image", own)])
    nrw.add_child(instance=page)
    assert "bild-17.png" in page.publish_errors()["body"]
