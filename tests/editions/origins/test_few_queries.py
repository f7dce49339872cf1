"""The editor costs the same however many editions and languages a page stands in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from tests.factories.copies import copy_of
from tests.factories.origins import address, copied, editor, page_in, text
from tests.site import soup


def pages_linked(client, page):
    return {link["href"] for link in soup(editor(client, page)).select("a[href$='/edit/']")}


def queries_of(client, page):
    editor(client, page)  # what is read once is read
    with CaptureQueriesContext(connection) as queries:
        editor(client, page)
    return len(queries)


def test_editor_asks_no_more_for_more_translations(nrw, staff_bw):
    source = page_in(nrw, text("Kostenlos für Kommunen."))
    copy = copied(source)
    copied(copy, code="en-x-bw", live=False)
    few = queries_of(staff_bw, copy)
    assert few <= 55  # 41 of them are Wagtail's and wagtail-localize's own
    copied(copy, code="de-simple-x-bw", live=False)
    copied(source, code="en-x-nrw", live=False)
    assert queries_of(staff_bw, copy) == few


def test_editor_leads_to_the_translations_that_somebody_may_change(nrw, staff_bw, admin):
    source = page_in(nrw, text("Kostenlos für Kommunen."))
    copy = copied(source)
    english = copied(copy, code="en-x-bw", live=False)
    assert address(english) in pages_linked(staff_bw, copy)
    assert address(source) not in pages_linked(staff_bw, copy)
    assert {address(english), address(source)} <= pages_linked(admin, copy)


def test_editor_leads_to_a_page_that_somebody_may_change_without_its_start_page(nrw, staff_bw):
    source = page_in(nrw, text("Kostenlos für Kommunen."))
    other = page_in(nrw, text("Nicht für andere."), slug="andere")
    copies = copied(source), copied(other)
    group = Group.objects.create(name="Eine Seite")
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=source, permission=change)
    get_user_model().objects.get(email="redaktion-bw@example.org").groups.add(group)
    found = set().union(*(pages_linked(staff_bw, copy) for copy in copies))
    assert address(source) in found
    assert address(other) not in found


def test_editor_leads_to_the_list_of_advisors_for_who_may_change_that_alone(nrw, staff_nrw):
    advisors = Page.objects.get(url_path="/nrw/mitglieder/").specific
    english = copy_of(advisors, "en-x-nrw", live=False)
    group = Group.objects.create(name="Liste")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    for page in (advisors, english):
        GroupPagePermission.objects.create(group=group, page=page, permission=change)
    get_user_model().objects.get(email="redaktion-nrw@example.org").groups.set([group])
    assert address(english) in pages_linked(staff_nrw, advisors)
