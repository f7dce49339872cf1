"""What staff of two editions do, by name: each of these once went wrong.

NRW's page is the source, BW's the copy.
"""

import pytest

from miglobe_site.merge import Decision, Kind

from .pages import (
    ADVICE,
    CLIMATE,
    FAIR,
    NEWS,
    OWN,
    SCHOOLS,
    Copy,
    block,
    item,
    page,
    paragraph,
    points,
    quote,
    texts,
)

pytestmark = pytest.mark.sqlite_is_enough("No database is used.")


def test_enter_at_the_start_of_a_paragraph_with_new_text_above():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"))))
    copy.ours = page(block("x", paragraph(ADVICE, "a"), paragraph(f"{CLIMATE} {OWN}", "b")))
    source = page(block("x", paragraph(ADVICE, "a"), paragraph(NEWS, "b"), paragraph(CLIMATE, "c")))
    change = copy.change(source)
    assert (change.kind, change.new.texts, change.clean) == (Kind.NEW, (NEWS,), True)
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, NEWS, f"{CLIMATE} {OWN}"]
    keys = [part["key"] for part in copy.ours["body"][0]["value"]]
    assert keys == ["a", "", "b"]  # Draftail would swallow a paragraph with a key that is in use


def test_paste_over_everything():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"))))
    copy.ours = page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"), paragraph(OWN)))
    source = page(block("x", paragraph(SCHOOLS, "a"), paragraph(FAIR), paragraph(NEWS)))
    copy.settle(source)
    assert {*texts(copy.ours)[1:]} == {SCHOOLS, FAIR, NEWS, OWN}
    assert copy.changes(source) == []


def test_paragraph_rewritten_from_end_to_end_and_later_changed_at_the_source():
    copy = Copy(page(block("x", paragraph(ADVICE), paragraph(CLIMATE), paragraph(SCHOOLS))))
    copy.ours = page(block("x", paragraph(ADVICE), paragraph(OWN), paragraph(SCHOOLS)))
    source = page(block("x", paragraph(ADVICE), paragraph(f"{CLIMATE} {NEWS}"), paragraph(SCHOOLS)))
    change = copy.change(source)
    assert (change.own, change.clean, change.ours.texts) == (True, False, (OWN,))
    assert change.offers == (Decision.REPLACE,)
    copy.settle(source)
    assert OWN in texts(copy.ours)
    copy.settle(source, Decision.REPLACE)
    assert copy.says(source)


def test_new_paragraph_beside_one_that_was_rewritten_here():
    copy = Copy(page(block("x", paragraph(ADVICE), paragraph(CLIMATE), paragraph(SCHOOLS))))
    copy.ours = page(block("x", paragraph(ADVICE), paragraph(OWN), paragraph(SCHOOLS)))
    source = page(
        block("x", paragraph(ADVICE), paragraph(CLIMATE), paragraph(NEWS), paragraph(SCHOOLS))
    )
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, OWN, NEWS, SCHOOLS]


def test_new_paragraph_where_one_was_refused():
    copy = Copy(page(block("x", paragraph(ADVICE), paragraph(CLIMATE), paragraph(SCHOOLS))))
    copy.ours = page(block("x", paragraph(ADVICE), paragraph(SCHOOLS)))
    source = page(block("x", paragraph(ADVICE), paragraph(NEWS), paragraph(SCHOOLS)))
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, NEWS, SCHOOLS]


def test_key_that_stayed_with_a_foreign_text():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"))))
    copy.ours = page(block("x", paragraph(ADVICE, "a"), paragraph(f"{CLIMATE} {OWN}", "b")))
    reworded = CLIMATE.replace("besser", "gut")
    source = page(
        block("x", paragraph(ADVICE, "a"), paragraph(NEWS, "b"), paragraph(reworded, "c"))
    )
    new, changed = copy.changes(source)
    assert (new.kind, new.new.texts, new.clean) == (Kind.NEW, (NEWS,), True)
    assert (changed.kind, changed.new.texts, changed.own) == (Kind.CHANGED, (reworded,), True)


def test_duplicate_of_a_refused_block():
    refused = block("y", paragraph(CLIMATE, "b"), paragraph(SCHOOLS, "c"))
    copy = Copy(page(block("x", paragraph(ADVICE, "a")), refused))
    copy.ours = page(block("x", paragraph(ADVICE, "a")))
    source = page(block("x", paragraph(ADVICE, "a")), refused, refused | {"id": "z"})
    change = copy.change(source)
    assert (change.kind, change.clean, change.own) == (Kind.NEW, False, False)
    assert change.offers == (Decision.TAKE,)
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE]
    # Joined to the block that BW has, it is still what BW has refused.
    joined = page(block("x", paragraph(ADVICE, "a"), *refused["value"]), refused)
    copy.settle(joined)
    assert texts(copy.ours)[1:] == [ADVICE]
    assert not any(change.clean for change in copy.changes(joined))


def test_blocks_joined_that_hold_own_text():
    copy = Copy(
        page(
            block("x", paragraph(ADVICE, "a")),
            block("y", paragraph(CLIMATE, "b"), paragraph(SCHOOLS, "c")),
        )
    )
    copy.ours = page(
        block("x", paragraph(ADVICE, "a")),
        block("y", paragraph(f"{CLIMATE} {NEWS}", "b"), paragraph(OWN), paragraph(SCHOOLS, "c")),
    )
    source = page(
        block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"), paragraph(SCHOOLS, "c"))
    )
    change = copy.change(source)
    assert (change.kind, change.clean) == (Kind.MOVED, True)
    copy.settle(source)
    assert [part["id"] for part in copy.ours["body"]] == ["x"]
    assert texts(copy.ours)[1:] == [ADVICE, f"{CLIMATE} {NEWS}", OWN, SCHOOLS]


def test_block_split_with_a_sentence_added():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"))))
    copy.ours = page(block("x", paragraph(ADVICE, "a"), paragraph(f"{CLIMATE} {OWN}", "b")))
    source = page(
        block("x", paragraph(ADVICE, "a")), block("y", paragraph(f"{CLIMATE} {NEWS}", "b"))
    )
    moved, changed = copy.changes(source)
    assert (moved.kind, moved.clean) == (Kind.MOVED, True)
    assert (changed.kind, changed.own) == (Kind.CHANGED, True)
    copy.settle(source)
    assert [part["id"] for part in copy.ours["body"]] == ["x", "y"]
    assert texts(copy.ours)[1:] == [ADVICE, f"{CLIMATE} {OWN}"]


def test_stop_following_three_changes_follow_again():
    copy = Copy(page(block("x", paragraph(ADVICE, "a")), block("y", paragraph(CLIMATE, "b"))))
    copy.ours = page(
        block("x", paragraph(ADVICE, "a"), paragraph(OWN, "o")), block("y", paragraph(CLIMATE, "b"))
    )
    source = page(
        block("x", paragraph(f"{ADVICE} {FAIR}", "a")),
        block("z", paragraph(NEWS, "c")),
        block("y", paragraph(CLIMATE, "b"), paragraph(SCHOOLS, "d")),
    )
    assert [change.kind for change in copy.changes(source)] == [Kind.CHANGED, Kind.NEW, Kind.NEW]
    copy.settle(source)
    assert texts(copy.ours)[1:] == [f"{ADVICE} {FAIR}", OWN, NEWS, CLIMATE, SCHOOLS]
    assert copy.changes(source) == []


def test_version_restored_at_the_source():
    first = page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b")))
    second = page(block("x", paragraph(ADVICE, "a"), paragraph(SCHOOLS, "c")))
    copy = Copy(first)
    copy.ours = page(block("x", paragraph(ADVICE, "a"), paragraph(OWN, "o")))  # CLIMATE refused
    copy.settle(second)
    copy.settle(first)
    assert CLIMATE not in texts(copy.ours)
    assert OWN in texts(copy.ours)
    assert not any(change.clean for change in copy.changes(first))


def test_text_refused_given_up_and_restored_is_not_taken_unseen():
    first = page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b")))
    second = page(block("x", paragraph(ADVICE, "a")))
    copy = Copy(first)
    copy.ours = second
    copy.settle(second)
    change = copy.change(first)
    assert (change.clean, change.offers) == (False, (Decision.TAKE,))
    copy.settle(first, Decision.TAKE)
    assert copy.says(first)
    assert "~refused" not in copy.base


def test_version_restored_here_brings_its_base():
    first = page(block("x", paragraph(ADVICE, "a")))
    second = page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b")))
    copy = Copy(first)
    restored = copy.base, copy.ours
    copy.settle(second)
    copy.base, copy.ours = restored
    assert copy.change(second).kind == Kind.NEW
    copy.settle(second)
    assert copy.says(second)


def test_same_paragraph_and_same_list_item_twice_in_a_block():
    twice = [
        paragraph(ADVICE, "a"),
        paragraph(ADVICE, "b"),
        paragraph("Ja", "c", "ul/li"),
        paragraph("Ja", "d", "ul/li"),
    ]
    copy = Copy(page(block("x", *twice)))
    assert copy.changes(page(block("x", *twice))) == []
    copy.ours = page(block("x", *twice, paragraph(OWN)))
    source = page(block("x", *twice[:1], paragraph(NEWS, "e"), *twice[1:3]))
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, NEWS, ADVICE, "Ja", OWN]


def test_own_paragraph_hidden_block_and_order_through_ten_publications():
    copy = Copy(
        page(
            block("x", paragraph(ADVICE, "a")),
            block("y", paragraph(CLIMATE, "b")),
            block("z", paragraph(SCHOOLS, "c")),
        )
    )
    copy.ours = page(
        block("z", paragraph(SCHOOLS, "c")), block("x", paragraph(ADVICE, "a"), paragraph(OWN, "o"))
    )
    for number in range(10):
        news = [paragraph(f"{NEWS} ({n})", f"n{n}") for n in range(number + 1)]
        source = page(
            block("x", paragraph(ADVICE, "a")),
            block("y", paragraph(f"{CLIMATE} Stand {number}.", "b")),
            block("z", *news, paragraph(SCHOOLS, "c")),
        )
        copy.settle(source)
    assert [part["id"] for part in copy.ours["body"]] == ["z", "x"]
    assert texts(copy.ours)[-2:] == [ADVICE, OWN]
    assert len(copy.ours["body"][0]["value"]) == 11
    assert copy.changes(source) == []


def test_block_refused_for_good():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"))))
    new = block("y", paragraph(CLIMATE, "b"))
    copy.settle(page(block("x", paragraph(ADVICE, "a")), new), Decision.REFUSE)
    for text in (CLIMATE, f"{CLIMATE} {NEWS}", SCHOOLS):
        source = page(block("x", paragraph(ADVICE, "a")), block("y", paragraph(text, "b")))
        assert copy.changes(source) == []
        copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE]


def test_quote_rewritten_here_and_deleted_there_stays():
    copy = Copy(page(block("x", paragraph(ADVICE)), quote("q", CLIMATE, "Ada Abt")))
    copy.ours = page(block("x", paragraph(ADVICE)), quote("q", OWN, "Ben Bär"))
    source = page(block("x", paragraph(ADVICE)))
    change = copy.change(source)
    assert (change.kind, change.own, change.ours.texts) == (Kind.REMOVED, True, (OWN, "Ben Bär"))
    copy.settle(source, Decision.REFUSE)
    assert OWN in texts(copy.ours)
    assert copy.changes(source) == []


def test_refused_paragraph_joined_to_another_one():
    copy = Copy(page(block("x", paragraph(ADVICE, "a"), paragraph(CLIMATE, "b"))))
    copy.ours = page(block("x", paragraph(ADVICE, "a")))
    source = page(block("x", paragraph(f"{ADVICE} {CLIMATE}", "a")))
    change = copy.change(source)
    assert (change.clean, change.own) == (False, False)
    copy.settle(source)
    assert not copy.change(source).clean


def test_own_wording_goes_where_its_text_went_not_to_one_alike_in_its_old_place():
    copy = Copy(page(block("x", paragraph(ADVICE), paragraph(CLIMATE))))
    copy.ours = page(block("x", paragraph(ADVICE), paragraph(f"{CLIMATE} {OWN}")))
    alike = CLIMATE.replace("besser", "schneller")
    source = page(block("x", paragraph(ADVICE), paragraph(alike)), block("y", paragraph(CLIMATE)))
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, alike, f"{CLIMATE} {OWN}"]


def test_short_heading_travels_with_the_text_below_it():
    heading = paragraph("Kontakt", kind="h2")
    copy = Copy(page(block("x", paragraph(ADVICE, "a"), heading, paragraph(CLIMATE, "b"))))
    copy.ours = page(
        block(
            "x", paragraph(ADVICE, "a"), heading | {"html": "Ihr Kontakt"}, paragraph(CLIMATE, "b")
        )
    )
    source = page(block("x", paragraph(ADVICE, "a")), block("y", heading, paragraph(CLIMATE, "b")))
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, "Ihr Kontakt", CLIMATE]


def test_own_block_follows_its_predecessor_into_a_new_order():
    a, b, own = (
        block(id_, paragraph(text)) for id_, text in (("x", ADVICE), ("y", CLIMATE), ("o", OWN))
    )
    copy = Copy(page(a, b))
    copy.ours = page(a, own, b)
    copy.settle(page(b, a))
    assert [part["id"] for part in copy.ours["body"]] == ["y", "x", "o"]


def test_own_order_is_not_changed_unseen():
    a, b, c = (
        block(id_, paragraph(text))
        for id_, text in zip("xyz", (ADVICE, CLIMATE, FAIR), strict=True)
    )
    copy = Copy(page(a, b, c))
    copy.ours = page(c, a, b)
    change = copy.change(page(a, c, b))
    assert (change.kind, change.own, change.offers) == (Kind.MOVED, True, (Decision.REPLACE,))


def test_items_of_a_list_block():
    one, two, three = (
        item(f"i{n}", paragraph(text)) for n, text in enumerate((ADVICE, FAIR, NEWS))
    )
    copy = Copy(page(points("p", one, two, heading="Punkte")))
    copy.ours = page(points("p", one, item("i1", paragraph(OWN)), heading="Unsere Punkte"))
    source = page(points("p", three, two, one, heading="Punkte"))
    new = next(change for change in copy.changes(source) if change.kind == Kind.NEW)
    assert new.path == ("body", "p", "points")
    copy.settle(source)
    assert texts(copy.ours)[1:] == ["Unsere Punkte", NEWS, OWN, ADVICE]


def test_content_without_ids_is_known_again():
    copy = Copy(page(block("", paragraph(ADVICE)), block("", paragraph(CLIMATE))))
    copy.ours = page(block("x", paragraph(ADVICE)), block("y", paragraph(f"{CLIMATE} {OWN}")))
    source = page(block("x", paragraph(ADVICE), paragraph(NEWS)), block("y", paragraph(CLIMATE)))
    copy.settle(source)
    assert texts(copy.ours)[1:] == [ADVICE, NEWS, f"{CLIMATE} {OWN}"]


def test_one_of_three_equal_headings_is_reworded_and_nothing_moves():
    heading = [paragraph("Weitere Fragen", kind="h2") for _three in range(3)]
    copy = Copy(page(block("x", paragraph(ADVICE), *heading)))
    first, reworded, last = heading[0], paragraph("Fragen", kind="h2"), heading[2]
    parts = [first, paragraph("Weitere", kind="h2"), reworded, last]
    source = page(block("x", paragraph(ADVICE), *parts))
    kinds = [change.kind for change in copy.changes(source)]
    assert sorted(kinds) == [Kind.CHANGED, Kind.NEW]
