"""The private link, under which a municipality reads a draft and releases it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail import hooks

from examples import releases
from examples.models import PracticeExamplePage, Release, ReleaseLink
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.examples import full_draft, image, index_of, publish
from tests.factories.releases import RELEASED, is_live, press, release_of, send
from tests.site import soup, visible_text

OVER = "Dieser Link gilt nicht mehr"


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
        assert all(re.match(r"/static/js/(search|drop)\.", address) for address in scripts)
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

    def test_click_counts_where_no_mail_gets_out(self, page, visitor, settings):
        mail_server.use(settings, 9)  # nobody answers there
        user = get_user_model().objects.get(email="redaktion-nrw@example.org")
        _link, token = releases.make_link(page, user, days=7)
        assert "freigegeben" in visible_text(send(visitor, f"/freigabe/{token}/"))
        assert page.is_released
        assert Mail.objects.get().to == "redaktion-nrw@example.org"

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
