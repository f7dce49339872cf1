"""What counts as a page of this site, and what is cut off from its address."""

import pytest

from editions.own_paths import own_path

pytestmark = pytest.mark.sqlite_is_enough("addresses alone")


@pytest.mark.parametrize(("text", "path"), [
    ("/", "/"),
    ("/nrw/miglobe/", "/nrw/miglobe/"),
    ("/bw/suche/?q=Name", "/bw/suche/"),
    ("/nrw/miglobe/#teil", "/nrw/miglobe/"),
    ("/gibt-es-nicht/", "/gibt-es-nicht/"),
    ("/gibt-es-nicht/x.y/)", "/gibt-es-nicht/x.y/)"),
    ("/NRW/MiGlobe/", "/NRW/MiGlobe/"),
    ("/Mitglieder/", "/Mitglieder/"),
    ("/admin/", "/admin/"),
    ("/nrw/gibt.es.nicht/", "/nrw/gibt.es.nicht/"),
    ("/nrw/miglobe", "/nrw/miglobe"),
    ("/nrw/mitglieder", "/nrw/mitglieder"),
    ("/nrw/öffnung/", "/nrw/öffnung/"),
    ("/mein-profil/ueber-mich/", "/mein-profil/ueber-mich/"),
])  # fmt: skip
def test_own_pages_stay(text, path):
    assert own_path(text) == path


@pytest.mark.parametrize("text", [
    "", "nrw/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "https://evil.example/",
    "javascript:alert(1)", "/\n/evil.example", "/ /evil.example", "/\u202e/x", "/\0", "/x\u200b",
    "/" + "x" * 300,
])  # fmt: skip
def test_all_else_is_none(text):
    assert own_path(text) == ""


@pytest.mark.parametrize(("text", "path"), [
    ("/nrw/anfrage/ABCD2345.geheim/", "/nrw/anfrage/"),
    ("/bw/anfrage/ABCD2345.geheim/", "/bw/anfrage/"),
    ("/freigabe/geheim/", "/freigabe/"),
    ("/freigabe/geheim/bild/x.png", "/freigabe/"),
    ("/mein-profil/einladung/geheim/", "/mein-profil/einladung/"),
    ("/mein-profil/link/geheim/", "/mein-profil/link/"),
    ("/mein-profil/adresse/geheim/", "/mein-profil/adresse/"),
    ("/documents/7/geheim.pdf", "/documents/"),
    ("/media/images/geheim.width-20.webp", "/media/"),
    # What does not resolve: mail clients glue signs to links, or lose their end.
    ("/nrw/anfrage/ABCD2345.geheim/)", "/nrw/anfrage/"),
    ("/nrw/anfrage/ABCD2345.geheim/>", "/nrw/anfrage/"),
    ("/nrw/anfrage/ABCD2345.geheim", "/nrw/anfrage/"),
    ("/nrw/anfrage/ABCD2345.geheim)", "/nrw/anfrage/"),
    ("/nrw/anfrage/beratung/tok.sig", "/nrw/anfrage/beratung/"),
    ("/nrw/anfrage/beratung/tok.sig/)", "/nrw/anfrage/beratung/"),
    ("/freigabe/geheim", "/freigabe/"),
    ("/freigabe/geheim/x", "/freigabe/"),
    ("/freigabe/geheim/)/x/y", "/freigabe/"),
    ("/mein-profil/link/geheim/>", "/mein-profil/link/"),
    ("/mein-profil/link/geheim", "/mein-profil/link/"),
    ("/mein-profil/einladung/geheim/).", "/mein-profil/einladung/"),
    ("/nrw/anfrage//ABCD2345.geheim/", "/nrw/anfrage/"),
    ("/freigabe///geheim/", "/freigabe/"),
    ("/NRW/Anfrage/ABCD2345.geheim/", "/nrw/anfrage/"),
    ("/Mein-Profil/Link/geheim/", "/mein-profil/link/"),
    ("/admin/password_reset/confirm/MQ/geheim/)", "/admin/password_reset/confirm/"),
    ("/admin/password_reset/confirm/MQ/geheim/x/", "/admin/password_reset/confirm/"),
])  # fmt: skip
def test_secrets_of_private_links_are_cut_off(text, path):
    assert own_path(text) == path
