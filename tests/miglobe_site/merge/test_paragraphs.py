"""Rich text as a list of paragraphs, and back."""

import pytest

from miglobe_site.merge.paragraphs import read_html, write_html

from .pages import paragraph

#: As Wagtail stores it, with "key" for data-block-key.
STORED = [
    '<p key="a">Ein <b>Satz</b> mit <a id="3" linktype="page">Link</a>.</p>',
    '<h2 key="a">Ziele</h2><p key="b"></p><p key="c">a<br/>b</p>',
    '<ul><li key="a">1</li><li key="b">2</li></ul><p key="c">3</p>',
    '<ul><li key="a">1<ol><li key="b">2</li><li key="c">3</li></ol></li><li key="d">4</li></ul>',
    '<ul><li><ul><li key="a">tief</li></ul></li><li key="b">flach</li></ul>',
    '<ul><li key="a">1</li></ul><ol><li key="b">2</li></ol>',
    '<p key="a">§ 5 &amp; &lt;mehr&gt; "so" \xa0 –</p>',
    '<p key="a">oben</p><hr/><embed embedtype="media" url="https://example.org/"/>',
    "",
]


@pytest.mark.parametrize("html", STORED)
def test_what_wagtail_stores_is_the_same_afterwards(html):
    html = html.replace("key=", "data-block-key=")
    assert write_html(read_html(html)) == html


def test_items_name_the_lists_around_them():
    html = '<ul><li data-block-key="a">Eins<ol><li data-block-key="b">Zwei</li></ol></li></ul>'
    assert read_html(html) == [
        paragraph("Eins", "a", "ul/li"),
        paragraph("Zwei", "b", "ul/ol/li"),
    ]


def test_text_of_another_hand_is_read_as_wagtail_would():
    html = "lose <strong>Worte</strong>\n<p>\n  Ein  <em>Satz</em>\n</p>"
    assert read_html(html) == [
        paragraph("lose <b>Worte</b>"),
        paragraph("Ein <i>Satz</i>"),
    ]
