"""Slow clients: how many may hold a thread, and that all others go on."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.templatetags.static import static
from django.test import RequestFactory

from home.models import CustomDocument
from miglobe_site.files import slow
from tests.factories.examples import image
from tests.factories.files import make_video
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("threads and files")

LONG, SHORT = b"film" * 1000, b"page"


@pytest.fixture
def limits(settings, monkeypatch, db):
    settings.SLOW_ANSWERS = settings.SLOW_REQUESTS = 2
    monkeypatch.setattr(slow, "LARGEST_PART", 1000)


@pytest.fixture
def long_file(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(LONG)
    return path


def ask(view, method="GET"):
    return slow.SlowClientsMiddleware(view)(RequestFactory().generic(method, "/film"))


def test_long_answers_beyond_the_limit_are_told_to_come_again(limits, long_file):
    middleware = slow.SlowClientsMiddleware(lambda request: FileResponse(long_file.open("rb")))
    request = RequestFactory().get("/film")
    stalled = [middleware(request) for _client in range(2)]
    refused = middleware(request)
    assert [each.status_code for each in stalled] == [200, 200]
    assert refused.status_code == 503
    assert refused["Retry-After"] == "60"
    assert "in einer Minute" in visible_text(refused)
    assert "noindex" in soup(refused).find("meta", {"name": "robots"})["content"]
    assert b"".join(stalled[0].streaming_content) == LONG
    for _time in range(2):  # closed twice, it is given back once
        stalled[0].close()
    assert [middleware(request).status_code for _client in range(2)] == [200, 503]


def test_answer_that_is_given_up_before_its_first_byte_gives_its_place_back(limits, long_file):
    middleware = slow.SlowClientsMiddleware(lambda request: FileResponse(long_file.open("rb")))
    for _client in range(5):
        response = middleware(RequestFactory().get("/film"))
        assert response.status_code == 200
        response.close()


@pytest.mark.parametrize("chunks", [[SHORT], [], [b"a", b"b"], [b"x" * 1000]])
def test_short_answers_take_no_place_however_they_are_made(chunks, limits):
    middleware = slow.SlowClientsMiddleware(lambda request: StreamingHttpResponse(iter(chunks)))
    responses = [middleware(RequestFactory().get("/liste.csv")) for _client in range(5)]
    for response in responses:
        assert response.status_code == 200
        parts = list(response.streaming_content)
        assert len(parts) == 1  # the server takes it at once
        assert b"".join(parts) == b"".join(chunks)


def test_head_takes_no_place_and_sends_nothing(limits, long_file):
    responses = [
        ask(lambda request: FileResponse(long_file.open("rb")), "HEAD") for _client in range(5)
    ]
    for response in responses:
        assert b"".join(response.streaming_content) == b""
        assert response["Content-Length"] == str(len(LONG))


def test_bodies_beyond_the_limit_are_refused_while_pages_are_read(limits):
    codes = []

    def view(request):
        if request.method == "POST" and len(codes) < 3:
            codes.append(middleware(RequestFactory().post("/formular")).status_code)
            codes.append(middleware(RequestFactory().get("/seite")).status_code)
        return HttpResponse()

    middleware = slow.SlowClientsMiddleware(view)
    assert middleware(RequestFactory().post("/formular")).status_code == 200
    assert sorted(codes) == [200, 200, 200, 503]
    assert middleware(RequestFactory().post("/formular")).status_code == 200


def test_form_takes_a_place_while_it_comes_and_none_while_it_is_worked_on(limits):
    """Eight officials send their requests in the same moment: nobody is told to come again."""
    codes = []

    def send(body="name=Erika"):
        kind = "application/x-www-form-urlencoded"
        return middleware(RequestFactory().post("/formular", body, content_type=kind)).status_code

    def view(request):
        assert request.POST["name"] == "Erika"
        if len(codes) < 5:
            codes.append(None)
            codes.append(send())
        return HttpResponse()

    middleware = slow.SlowClientsMiddleware(view)
    assert send() == 200
    assert [code for code in codes if code] == [200] * 5
    for _place in range(2):
        middleware.requests.acquire()
    assert send() == 503


@pytest.mark.parametrize(("length", "code"), [("20", 400), ("", 200), ("x", 200), ("9" * 9, 200)])
def test_form_that_never_comes_gives_its_place_back(length, code, limits):
    class Broken:
        def read(self, *size):
            raise OSError

        def close(self):
            pass

    middleware = slow.SlowClientsMiddleware(lambda request: HttpResponse())
    kind = "application/x-www-form-urlencoded"
    for _client in range(5):
        request = RequestFactory().post("/formular", "x=1", content_type=kind)
        request.META["CONTENT_LENGTH"] = length
        request._stream = Broken()
        assert middleware(request).status_code == code


def test_request_that_fails_gives_its_place_back(limits):
    def view(request):
        raise RequestDataTooBig

    middleware = slow.SlowClientsMiddleware(view)
    for _client in range(5):
        with pytest.raises(RequestDataTooBig):
            middleware(RequestFactory().post("/formular"))


def test_every_way_to_a_file_is_bounded(limits, settings, admin, monkeypatch):
    """Whichever view sends it: a long answer that finds no place is refused."""
    monkeypatch.setattr(slow, "LARGEST_PART", 100)
    document = CustomDocument.objects.create(
        title="Leitfaden", file=ContentFile(b"x" * 1000, "leitfaden.pdf")
    )
    urls = [
        make_video().file.url,
        document.url,
        image("Marktplatz").file.url,
        static("css/print.css"),
        "/admin/reports/locked/?export=xlsx",
    ]
    for url in urls:
        response = admin.get(url)
        assert response.status_code == 200, url
        assert len(b"".join(response.streaming_content)) > 100, url
    settings.SLOW_ANSWERS = 0
    admin.handler.load_middleware()
    assert [admin.get(url).status_code for url in urls] == [503] * len(urls)
