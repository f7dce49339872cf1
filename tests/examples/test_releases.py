"""The release by the municipality: what it blocks, the private link, who may do what with it."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail import hooks
from wagtail.models import Page

from examples import releases
from examples.models import PracticeExamplePage, Release, ReleaseLink, released_text
from tests.factories.examples import BLOCKED, cms, draft, full_draft, image, index_of, publish
from tests.site import login, soup, submit, visible_text

OVER = "Dieser Link gilt nicht mehr"
CHANGED = "der Text wurde seitdem geändert"
#: Fields of an example that a reader of the page does not read.
NO_TEXT = {"is_sample", "listing_image", "noindex", "quote_released"}
RELEASED = {"name": "Frau Muster", "role": "Agenda-Büro"}


@pytest.fixture
def page(site):
    return draft(title="Unser Entwurf")


@pytest.fixture
def url(page):
    """The address of a private link to the draft."""
    _link, token = releases.make_link(page, None, days=14)
    return f"/freigabe/{token}/"


def send(client, url, changes=None, forged=None):
    """Fill the form of the private link in and send it, as the municipality would.

    ``url``: its address, or the page as it was opened before.
    """
    entered = RELEASED | (changes or {})
    return submit(client, url, entered, form=".release__form", forged=forged, follow=True)


def press(client, page, action, changes=None, **options):
    """Fill in a form of the page about releases in the CMS and press its button."""
    form = f"form:has([name=action][value={action}])"
    return submit(client, cms(page), changes, form=form, **options)


def release_of(page):
    return Release.objects.of(page).get()


def is_live(page):
    return Page.objects.get(pk=page.pk).live


class TestGate:
    def test_bulk_action_says_what_is_missing(self, page, staff_nrw):
        address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}"
        referer = f"http://testserver/admin/pages/{page.get_parent().pk}/"
        response = staff_nrw.post(address, follow=True, headers={"referer": referer})
        assert BLOCKED in visible_text(response)
        assert not is_live(page)

    def test_release_opens_the_way(self, page, staff_nrw):
        press(staff_nrw, page, "record", {"evidence": "E-Mail vom 3. Mai", **RELEASED})
        release = Release.objects.of(page).get()
        assert release.recorded_by.email == "redaktion-nrw@example.org"
        assert release.revision_id == page.latest_revision_id
        staff_nrw.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
        assert is_live(page)

    def test_release_without_name_or_evidence_is_none(self, page, staff_nrw):
        for data in ({"evidence": "Brief"}, RELEASED):
            press(staff_nrw, page, "record", data)
        assert not Release.objects.of(page).exists()

    def test_copy_of_an_example_is_not_released(self, page, staff_nrw):
        publish(page)
        data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
        staff_nrw.post(f"/admin/pages/{page.pk}/copy/", data)
        copy = PracticeExamplePage.objects.get(slug="kopie")
        assert not copy.is_released and not copy.live

    def test_withdrawn_release_takes_the_example_offline_at_once(self, page, staff_nrw, client):
        page = publish(page)
        response = press(staff_nrw, page, "withdraw", follow=True)
        assert "Das Beispiel ist jetzt in allen Sprachen offline." in visible_text(response)
        assert Client().get(page.url).status_code == 404
        staff_nrw.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
        assert not is_live(page)
        release = Release.objects.of(page).get()
        assert release.withdrawn_by.email == "redaktion-nrw@example.org"

    def test_editor_tells_that_the_text_is_newer_than_the_release(self, page, staff_nrw):
        publish(page)
        page.title = "Neu gefasst"
        page.save_revision()
        text = visible_text(staff_nrw.get(f"/admin/pages/{page.pk}/edit/"))
        assert "von Frau Muster am" in text and "der Text wurde seitdem geändert" in text

    def test_publishing_what_was_released_is_no_change_of_the_text(self, page, staff_nrw):
        publish(page)  # by a version that an editor saves: with ids that the first one has not
        page = PracticeExamplePage.objects.get(pk=page.pk)
        keyed = page.situation.replace("<p>", '<p data-block-key="a1b2c">')
        page.situation = f"{keyed}\r\n"
        page.approach = json.loads(json.dumps(page.approach.get_prep_value()))
        page.save_revision().publish()
        assert release_of(page).revision_id != page.latest_revision_id
        text = visible_text(staff_nrw.get(f"/admin/pages/{page.pk}/edit/"))
        assert "von Frau Muster am" in text and CHANGED not in text
        assert CHANGED not in visible_text(staff_nrw.get(cms(page)))

    def test_changed_text_is_shown_beside_the_released_one(self, page, staff_nrw):
        publish(page)
        page.results = "<p>So ist es morgen.</p>"
        page.save_revision()
        for address in (f"/admin/pages/{page.pk}/edit/", cms(page)):
            link = soup(staff_nrw.get(address)).find("a", string=CHANGED)
            text = visible_text(staff_nrw.get(link["href"]))
            assert "So ist es" in text and "morgen" in text

    def test_version_that_is_gone_is_said_to_be(self, page, staff_nrw):
        publish(page)
        Release.objects.update(revision=None)
        text = visible_text(staff_nrw.get(cms(page)))
        assert "die freigegebene Fassung ist nicht mehr gespeichert" in text

    def test_every_field_is_compared_or_no_text(self, site):
        compared = {*released_text.FIELDS, *released_text.ROWS}
        own = {field.name for field in PracticeExamplePage._meta.local_fields}
        rows = {each.get_accessor_name() for each in get_all_child_relations(PracticeExamplePage)}
        texts = own | rows - {"release_links"}
        assert texts - compared == {"page_ptr", *NO_TEXT} | (rows - {*released_text.ROWS})

    @pytest.mark.parametrize(
        "change",
        [
            {"title": "Anders"},
            {"start_year": 2021},
            {"transferable_to": "Alle"},
            {"situation": '<p>So war es <a href="https://a.de/">vorher</a>.</p>'},
            {"situation": "<p>So war</p><p>es vorher.</p>"},
            {"approach": '[{"type": "text", "value": "<p>Neu</p>"}]'},
            {"contact_email": "neu@example.org"},
        ],
    )
    def test_every_change_of_what_is_read_counts(self, change, page):
        publish(page)
        for name, value in change.items():
            setattr(page, name, value)
        page.save_revision()
        assert not release_of(page).is_up_to_date

    def test_rows_count_too(self, page):
        publish(page)
        page.example_topics = []
        page.save_revision()
        assert not release_of(page).is_up_to_date

    def test_deleted_example_leaves_no_names_behind(self, page):
        publish(page)
        releases.make_link(page, None, days=7)
        PracticeExamplePage.objects.get(pk=page.pk).delete()
        assert not Release.objects.filter(name="Frau Muster").exists()
        assert not ReleaseLink.objects.exists()


class TestPrivateLink:
    def test_shows_the_draft_as_it_is_and_nobody_keeps_it(self, page, url, visitor):
        page.title = "Heute geändert"
        page.save_revision()
        response = visitor.get(url)
        assert "Heute geändert" in visible_text(response)
        assert visitor.get(page.url).status_code == 404
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        robots = soup(response).find("meta", {"name": "robots"})
        assert "noindex" in robots["content"]
        assert not soup(response).find("link", rel="canonical")
        scripts = [script["src"] for script in soup(response).select("script")]
        assert all(address.startswith("/static/js/search.") for address in scripts)
        assert not response.cookies

    def test_still_says_thank_you_after_the_publication(self, page, url, visitor):
        send(visitor, url)
        publish(page)
        page = PracticeExamplePage.objects.get(pk=page.pk)
        page.save_revision().publish()
        assert "von Frau Muster freigegeben" in visible_text(visitor.get(url))
        assert not soup(visitor.get(url)).select_one(".release__form")

    def test_text_that_was_only_saved_again_is_what_was_read(self, page, url, visitor):
        old = page.latest_revision_id
        page.save_revision()
        visitor.post(url, {**RELEASED, "revision": old})
        assert release_of(page).revision_id == page.latest_revision_id

    def test_is_long_random_and_stored_nowhere(self, page):
        tokens = {releases.make_link(page, None, days=7)[1] for _time in range(5)}
        assert len(tokens) == 5 and all(len(token) >= 43 for token in tokens)
        stored = str(list(ReleaseLink.objects.values()))
        assert not [token for token in tokens if token in stored]

    def test_click_releases_with_time_and_name(self, page, url, visitor):
        response = send(visitor, url)
        assert re.search(r"am \d.* von Frau Muster freigegeben", visible_text(response))
        release = Release.objects.of(page).get()
        assert (release.name, release.role) == ("Frau Muster", "Agenda-Büro")
        assert release.revision_id == page.latest_revision_id
        assert timezone.now() - release.given_at < timedelta(minutes=1)
        assert release.link and release.recorded_by is None
        assert set(page.publish_errors()) == set()
        assert not is_live(page)

    def test_names_are_clean(self, page, url, staff_nrw, client):
        unclean = {"name": "Frau\u200b Muster\u202e", "role": "Agenda-\nBüro"}
        send(Client(), url, unclean)
        press(staff_nrw, page, "record", {**unclean, "evidence": "E-Mail\u2060"})
        for release in Release.objects.of(page):
            assert (release.name, release.role) == ("Frau Muster", "Agenda- Büro")
            assert release.evidence in {"", "E-Mail"}

    def test_click_tells_who_has_sent_the_link(self, page, visitor, mailoutbox):
        user = get_user_model().objects.get(email="redaktion-nrw@example.org")
        page.title = "Erst\nBcc: alle@example.org"
        page.save_revision()
        _link, token = releases.make_link(page, user, days=7)
        send(visitor, f"/freigabe/{token}/")
        [mail] = mailoutbox
        assert mail.recipients() == ["redaktion-nrw@example.org"]
        assert mail.subject.startswith("Freigegeben: Erst")
        assert "Frau Muster" in mail.body and f"/admin/pages/{page.pk}/edit/" in mail.body

    def test_click_counts_where_no_mail_gets_out(self, page, visitor, monkeypatch):
        user = get_user_model().objects.get(email="redaktion-nrw@example.org")
        _link, token = releases.make_link(page, user, days=7)
        monkeypatch.setattr(EmailMessage, "send", lambda mail: (_ for _ in ()).throw(OSError))
        assert "freigegeben" in visible_text(send(visitor, f"/freigabe/{token}/"))
        assert page.is_released

    def test_works_where_cookies_and_referer_are_missing(self, page, url):
        strict = Client(enforce_csrf_checks=True)
        send(strict, url)
        assert Release.objects.of(page).count() == 1
        strict.post(url, {**RELEASED, "revision": page.latest_revision_id})  # a second click
        assert Release.objects.of(page).count() == 1

    def test_reading_releases_nothing(self, page, url, visitor):
        for method in (visitor.get, visitor.head):
            assert method(url).status_code == 200
        assert visitor.put(url).status_code == 405
        assert not page.is_released

    def test_text_that_has_changed_meanwhile_must_be_read_again(self, page, url, visitor):
        old = visitor.get(url)
        page.title = "Ganz anders"
        page.save_revision()
        response = send(visitor, old)
        assert "während Sie ihn gelesen haben" in visible_text(response)
        assert "Ganz anders" in visible_text(response)
        assert not page.is_released
        send(visitor, url)
        assert page.is_released

    @pytest.mark.parametrize("data", [{"name": ""}, {"name": "x" * 121}, {"name": "\0"},
                                      {"revision": "1' OR 1=1"}, {"revision": ""}])  # fmt: skip
    def test_nonsense_releases_nothing(self, data, page, url, visitor):
        assert send(visitor, url, forged=data).status_code == 200
        assert not page.is_released

    def test_ends_when_it_expires(self, page, url, visitor):
        ReleaseLink.objects.update(expires_at=timezone.now() + timedelta(seconds=60))
        assert visitor.get(url).status_code == 200
        ReleaseLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert_over(visitor, url, page)

    def test_ends_when_it_is_withdrawn(self, page, url, staff_nrw):
        press(staff_nrw, page, "withdraw_link")
        assert_over(Client(), url, page)

    @pytest.mark.parametrize("token", ["x", "%00", "x" * 1500, "..", "%FF"])
    def test_guessed_one_leads_nowhere(self, token, page, url, visitor):
        assert visitor.get(f"/freigabe/{token}/").status_code in {400, 404}

    def test_gives_the_documents_of_the_draft_and_no_others(self, site, visitor):
        page, other = full_draft(), full_draft(slug="anderes")
        _link, token = releases.make_link(page, None, days=7)
        text = visitor.get(f"/freigabe/{token}/").content.decode()
        own, foreign = page.downloads[0], other.downloads[0]
        assert visitor.get(own.url).status_code == 404
        way = f"/freigabe/{token}/dokument"
        assert f"{way}/{own.pk}/{own.filename}" in text
        assert visitor.get(f"{way}/{own.pk}/{own.filename}").status_code == 200
        for path in (f"{foreign.pk}/{foreign.filename}", f"{own.pk}/x.txt", "../../db.sqlite3", ""):
            assert visitor.get(f"{way}/{path}").status_code == 404

    def test_shows_the_images_of_the_draft_and_no_others(self, site, visitor):
        page, other = full_draft(), full_draft(slug="anderes")
        _link, token = releases.make_link(page, None, days=7)
        response = visitor.get(f"/freigabe/{token}/")
        sources = [img["src"] for img in soup(response).main.select("img")]
        assert len(sources) == 2 and "/media/" not in response.content.decode()
        answer = visitor.get(sources[0])
        assert answer.status_code == 200 and answer["Cache-Control"].count("no-store")
        foreign = other.images[0].value["image"]
        name = foreign.get_rendition("width-480|format-webp").file.name.removeprefix("images/")
        for path in (name, "../../db.sqlite3", foreign.file.name, ""):
            assert visitor.get(f"/freigabe/{token}/bild/{path}").status_code == 404
        ReleaseLink.objects.update(expires_at=timezone.now())
        assert visitor.get(sources[0]).status_code == 404

    def test_foreign_addresses_and_texts_stay_as_they_are(self, site, visitor, settings):
        """A link that took the token along would hand it to a foreign server at one click."""
        settings.BASE_URL = "https://miglobe.example"
        page = full_draft()
        [document] = page.downloads
        image = page.images[0].value["image"]
        file = image.get_rendition("width-480|format-webp").url
        foreign = [
            "https://stadt.example/documents/plan.pdf",
            f"https://stadt.example{document.url}",
            f"//stadt.example{document.url}",
            f"https://stadt.example/?datei={document.url}",
            f"https://stadt.example/, {document.url}",
            f"https://stadt.example{file}",
            f"https://miglobe.example.stadt.example{document.url}",
            "/documents/0/anderes.pdf",
        ]
        links = "".join(f'<a href="{address}">dort</a> ' for address in foreign)
        own = f'<a href="https://miglobe.example{document.url}">hier</a>'
        says = f'Im Text: {document.url} und href="{document.url}" und {file}.'
        page.situation = f"<p>{links}{own}</p><p>{says}</p>"
        page.save_revision()
        _link, token = releases.make_link(page, None, days=7)
        response = visitor.get(f"/freigabe/{token}/")
        shown = {a.get_text(): a["href"] for a in soup(response).main.select(".prose a")}
        addresses = [a["href"] for a in soup(response).main.find_all("a", string="dort")]
        assert addresses == foreign
        assert says in visible_text(response)
        way = f"/freigabe/{token}/dokument/{document.pk}/{document.filename}"
        assert (shown["hier"], shown[document.title]) == (way, way)

    def test_images_that_are_no_part_of_the_draft_keep_their_addresses(self, site, visitor):
        """The public sees them already, and under the link they are not to be had."""
        index_of("nrw").get_parent().specific.partners.update(logo=image("Logo"))
        _link, token = releases.make_link(full_draft(), None, days=7)
        response = visitor.get(f"/freigabe/{token}/")
        logos = [img["src"] for img in soup(response).select(".partners img")]
        assert logos and all(address.startswith("/media/images/") for address in logos)

    def test_says_the_token_in_its_own_files_alone(self, site, visitor):
        """Neither a canonical address nor a form or a link to other pages has it."""
        page = full_draft()
        _link, token = releases.make_link(page, None, days=7)
        for answer in (visitor.get(f"/freigabe/{token}/"), visitor.post(f"/freigabe/{token}/")):
            assert answer["Referrer-Policy"] == "no-referrer"
            for element in soup(answer).find_all(True):
                values = " ".join(str(value) for value in element.attrs.values())
                for address in re.findall(rf"\S*{token}\S*", values):
                    assert re.match(rf"/freigabe/{token}/(bild|dokument)/", address), element

    def test_speaks_the_language_of_its_page_and_leads_into_its_edition(self, url, visitor):
        document = soup(visitor.get(url))
        assert document.html["lang"] == "de" and document.html["data-edition"] == "nrw"
        assert document.find("a", href="/nrw/praxisbeispiele/")


def assert_over(client, url, page):
    """The link shows and does nothing any more, and does not say what was there."""
    for answer in (client.get(url), client.post(url, RELEASED)):
        assert answer.status_code == 404
        assert OVER in visible_text(answer)
        assert page.title not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert not page.is_released


def test_links_that_have_long_expired_are_forgotten_and_what_they_released_is_not(
    page, url, visitor
):
    send(visitor, url)
    ReleaseLink.objects.update(expires_at=timezone.now() - timedelta(days=29))
    assert ReleaseLink.objects.forget_expired() == 0
    ReleaseLink.objects.update(expires_at=timezone.now() - timedelta(days=31))
    assert "1 old private links forgotten" in [work() for work in hooks.get_hooks("daily")]
    assert not ReleaseLink.objects.exists() and page.is_released


class TestStaff:
    def test_make_a_link_that_is_shown_once(self, page, staff_nrw, client):
        entered = {"recipient": "Agenda-\u200bBüro", "days": 7}
        response = press(staff_nrw, page, "make_link", entered)
        url = soup(response).find(id="new-link")["value"]
        assert "no-store" in response["Cache-Control"]
        assert Client().get(url.removeprefix("http://testserver")).status_code == 200
        text = visible_text(staff_nrw.get(cms(page)))
        assert (
            "Agenda-Büro" in text and "/freigabe/" not in staff_nrw.get(cms(page)).content.decode()
        )
        link = ReleaseLink.objects.get()
        assert link.created_by.email == "redaktion-nrw@example.org"
        assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)

    @pytest.mark.parametrize("days", ["", "0", "365", "x", "-1"])
    def test_make_no_link_without_a_sound_end(self, days, page, staff_nrw):
        response = press(staff_nrw, page, "make_link", forged={"days": days})
        assert response.status_code == 200
        assert not ReleaseLink.objects.exists()

    @pytest.mark.parametrize("name", ["redaktion-bw", "mitarbeit-bw", None])
    def test_of_the_other_edition_and_strangers_get_nowhere(self, name, page, url, visitor):
        publish(page)
        if name:
            login(visitor, f"{name}@example.org")
        link = ReleaseLink.objects.get()
        before = list(Release.objects.values()), list(ReleaseLink.objects.values())
        for data in (
            {"action": "make_link", "days": 7},
            {"action": "record", "evidence": "E-Mail", **RELEASED},
            {"action": "withdraw"},
            {"action": "withdraw_link", "link": link.pk},
        ):
            answer = visitor.post(cms(page), data)
            assert answer.status_code in {302, 403}
        answer = visitor.get(cms(page))
        assert answer.status_code in {302, 403} and "Frau Muster" not in answer.content.decode()
        assert (list(Release.objects.values()), list(ReleaseLink.objects.values())) == before
        assert is_live(page)

    def test_who_cannot_publish_cannot_take_offline(self, page, visitor):
        login(visitor, "mitarbeit-nrw@example.org")
        assert press(visitor, page, "make_link").status_code == 200
        publish(page)
        visitor.post(cms(page), {"action": "withdraw"})
        assert page.is_released
        assert is_live(page)

    @pytest.mark.parametrize(
        "data", [{}, {"action": "post"}, {"action": "withdraw_link", "link": "9" * 5000}]
    )
    def test_nonsense_does_nothing(self, data, page, url, staff_nrw):
        assert staff_nrw.post(cms(page), data).status_code in {200, 404}
        assert ReleaseLink.objects.valid().count() == 1

    def test_link_of_another_example_is_not_withdrawn_here(self, page, url, staff_nrw):
        other = draft(slug="anderes")
        link = ReleaseLink.objects.get()
        response = staff_nrw.post(cms(other), {"action": "withdraw_link", "link": link.pk})
        assert response.status_code == 404
        assert ReleaseLink.objects.valid().count() == 1


def test_list_in_the_cms_shows_the_own_edition_and_what_is_released(page, site, visitor):
    publish(full_draft(slug="fertig", title="Fertig"))
    login(visitor, "redaktion-nrw@example.org")
    rows = soup(visitor.get("/admin/examples/")).select("main table tbody tr")
    assert len(rows) == 5
    found = {row.select_one(".title-wrapper a").get_text(strip=True): row for row in rows}
    assert "Unser Entwurf" in found and "Bonn" in found["Fertig"].get_text()
    assert "Freigegeben" in found["Fertig"].get_text()
    assert "Freigegeben" not in found["Unser Entwurf"].get_text()
    login(visitor, "redaktion-bw@example.org")
    assert "Unser Entwurf" not in visitor.get("/admin/examples/").content.decode()
