"""Mein Profil: what reaches the profile, draft or not, is what its models allow."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from members.models import SectionDraft, Topic
from members.my_profile.forms import FORMS
from members.my_profile.saving import current
from members.profile_values.values import write
from tests.factories.my_profile import account_of, edit, fresh, type_in, waiting
from tests.site import soup, submit, visible_text

ABOUT, TOPICS, CONTACT = "ueber-mich", "themen", "erreichbarkeit"
UNSEEN = "\x00\x07\u200b\u2060\ufeff\u200e\u202e\u2066\ud7ff\ufffe"
NONSENSE = [
    f"Am{UNSEEN}ina",
    "Ami\r\nna\u2028x",
    "\x00",
    "9" * 40,
    "9" * 5000,
    "[" * 9000,
    "<b>",
    "ftp://example.org/x",
    "javascript:alert(1)",
    "2020-01-01",
    "٣" * 5,
]


@pytest.fixture
def advisor(page):
    client = Client(raise_request_exception=False)
    client.force_login(account_of(page))
    return client


def shown(page, section):
    """What a section sends if nothing is changed, and the names of all that it can send."""
    form = FORMS[section](shown=current(fresh(page), FORMS[section].names))
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        values = value if isinstance(value, list) else [] if value in (None, False) else [value]
        data.setlist(bound.name, ["on" if each is True else str(each) for each in values])
    return data


@pytest.mark.parametrize("section", FORMS)
def test_no_field_takes_what_its_model_refuses(section, page):
    """Each field with each value: it is refused, or the model takes it as it is."""
    saved = current(fresh(page), FORMS[section].names)
    unchanged = shown(page, section)
    for name in unchanged:
        for value in NONSENSE:
            data = unchanged.copy()
            data[name] = value
            form = FORMS[section](data, shown=saved)
            assert not set(str(form.to_keep())) & set(UNSEEN[:-3])
            if not form.is_valid():
                assert {each.split("-")[0] for each in form.errors} == {name.split("-")[0]}
                continue
            draft = fresh(page)
            write(draft, form.values())
            draft.clean_fields()
            for row in (*draft.member_links.all(), *draft.member_languages.all()):
                row.clean_fields(exclude=["page"])
            texts = str(list(form.values().values()))
            assert not set(UNSEEN.replace("\ud7ff", "")) & set(texts), name


@pytest.mark.parametrize("section", FORMS)
@pytest.mark.parametrize("value", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_in_every_field_is_no_error_of_the_server(value, section, advisor, page):
    forged = dict.fromkeys(shown(page, section), value)
    assert edit(advisor, section, forged=forged).status_code in {200, 409}
    opened = advisor.get(f"/mein-profil/{section}/")
    assert opened.status_code == 200
    late = dict.fromkeys(shown(page, section), value)
    assert advisor.post(f"/mein-profil/{section}/getippt/", late).status_code == 204
    assert advisor.get(f"/mein-profil/{section}/").status_code == 200
    assert "\x00" not in str(list(SectionDraft.objects.values("data", "saved_form")))


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        (CONTACT, {"phone": "ruf mich an <b>"}, "Bitte geben Sie eine Telefonnummer ein"),
        (CONTACT, {"phone": "٠١٢٣٤٥"}, "Bitte geben Sie eine Telefonnummer ein"),
        (CONTACT, {"unavailable_until": "2020-05-01"}, "Dieser Tag ist schon vorbei"),
        (
            TOPICS,
            {"links-0-title": "Alt", "links-0-url": "ftp://example.org/x"},
            "öffnet der Browser nicht",
        ),
        (ABOUT, {"first_name": "\u200b"}, "leer"),
    ],
)
def test_what_the_model_refuses_is_said_beside_the_field(section, changes, message, advisor, page):
    before = page.revisions.count()
    answer = edit(advisor, section, **changes)
    assert message in visible_text(answer)
    assert fresh(page).revisions.count() == before
    for value in changes.values():
        if value.isprintable():
            assert value.replace("<", "&lt;").replace(">", "&gt;") in answer.content.decode()


@pytest.mark.parametrize("number", ["9" * 40, "9" * 5000, "-1", "\x00", "x"])
def test_topic_that_cannot_be_is_refused(number, advisor, page):
    answer = edit(advisor, TOPICS, forged={"topics": [number]})
    assert answer.status_code == 200
    assert "Noch nicht gespeichert" in visible_text(answer)
    assert soup(answer).select_one(".my-profile-field--wrong [name=topics]")


def test_base_that_no_form_has_is_none(advisor, page):
    answer = edit(advisor, ABOUT, forged={"base": "[" * 100_000, "pronouns": "er"})
    assert answer.status_code == 409
    assert "in der Zwischenzeit" in visible_text(answer)


def test_names_are_saved_as_they_are_read(advisor, page):
    edit(advisor, ABOUT, first_name="A\u200bm\u00adina\u202e", pronouns="sie\u2028ihr")
    assert (waiting(page).first_name, waiting(page).pronouns) == ("Amina", "sie ihr")
    edit(advisor, ABOUT, qualifications="Ent\u00adwick\u00adlung\r\nZu\u0308rich\u200b")
    assert waiting(page).qualifications == "Ent\u00adwick\u00adlung\nZürich"


def test_what_staff_enter_is_held_against_the_same_rules(staff_nrw, page):
    editor = f"/admin/pages/{page.pk}/edit/"
    entered = {"first_name": "A\u200bmina\u202e", "qualifications": "Eins\r\nZwei\u200b"}
    submit(staff_nrw, editor, entered, form="#page-edit-form")
    draft = waiting(page)
    assert (draft.first_name, draft.qualifications) == ("Amina", "Eins\nZwei")
    assert not [name for name in ("references", "about") if "\r" in getattr(draft, name)]
    yesterday = timezone.localdate() - timedelta(days=1)
    for name, value, message in (
        ("phone", "ruf mich an <b>", "Telefonnummer"),
        ("unavailable_until", yesterday.isoformat(), "schon vorbei"),
    ):
        answer = submit(staff_nrw, editor, {name: value}, form="#page-edit-form")
        assert message in visible_text(answer), name
    forged = {"topics": ["9" * 40], "member_links-TOTAL_FORMS": "9" * 5000}
    answer = submit(staff_nrw, editor, {}, form="#page-edit-form", forged=forged)
    assert answer.status_code < 500
    link = {"member_links-0-title": "Alt", "member_links-0-url": "ftp://example.org"}
    submit(staff_nrw, editor, link, form="#page-edit-form")
    assert not waiting(page).member_links.exists()


def test_pause_that_is_over_stays_while_other_things_are_changed(advisor, page):
    over = timezone.localdate() - timedelta(days=3)
    type(page).objects.filter(pk=page.pk).update(unavailable_until=over)
    edit(advisor, CONTACT, town="Herne")
    assert (fresh(page).town, fresh(page).unavailable_until) == ("Herne", over)
    with pytest.raises(ValidationError):
        page.phone = "x"
        page.clean_fields()


def test_topic_of_before_can_still_be_chosen(advisor, page):
    topics = [topic.pk for topic in Topic.objects.all()[:2]]
    edit(advisor, TOPICS, topics=topics)
    assert {row.topic_id for row in waiting(page).member_topics.all()} == set(topics)


def test_nothing_typed_holds_what_no_database_takes(advisor, page):
    type_in(advisor, CONTACT, town="Her\x00ne\u202e", email="x\x00@")
    data = SectionDraft.objects.get().data
    assert data["town"]["typed"] == {"town": ["Herne"]}
    assert data["email"]["typed"] == {"email": ["x@"]}
