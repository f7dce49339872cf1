"""The faults of stock wagtail-localize that the editions meet: none of them is left."""

from tests.copies import copy_of, draft, fresh, page_in, publish, text, write
from tests.site import crawl, is_html, visible_text


def test_rewording_a_sentence_brings_no_wording_of_another_edition_onto_a_page(nrw, client):
    """Fault 4: own wording is lost when the sentence that it stands for is reworded."""
    adapted = "Wir beraten Kommunen in NRW. Das ist kostenlos."
    page = page_in(nrw, body=text(adapted, "Ein Satz für alle."), show_in_menus=True)
    copy = copy_of(page)
    own = "Im Ländle beraten wir Städte und Gemeinden, ohne Kosten."
    write(copy, adapted, own)
    publish(draft(copy))
    reworded = "Wir begleiten nun Kommunen in NRW. Das kostet nichts."
    publish(page, body=text(reworded, "Ein Satz für alle."))
    publish(draft(copy))
    assert own in str(fresh(copy).body)
    answers = crawl(client, "/bw/vorlage/")
    in_bw = {path: answer for path, answer in answers.items() if path.startswith("/bw/")}
    assert len(in_bw) > 5
    for path, answer in in_bw.items():
        if is_html(answer):
            assert "begleiten nun" not in visible_text(answer), path
            assert "Das kostet nichts" not in visible_text(answer), path
    assert own in visible_text(in_bw["/bw/vorlage/"])
