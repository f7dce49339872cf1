"""Every address of the CMS with the ids of BW's objects, asked for by everybody else.

A new view fails here until somebody has said who may open it.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, product

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from wagtail.models import Page

from editions.access import view_allowlist
from miglobe_site.accounts.models import ThrottleCount
from search.models import Synonym
from tests.admin_addresses import filled, view_name
from tests.factories.other_edition import MARK, WORD, OtherEdition
from tests.site import login

pytestmark = pytest.mark.sqlite_is_enough("rights are the same; other tests query each list")

#: What only administrators open.
ADMINISTRATION = set(
    """
    wagtailadmin_error_test django.views.generic.base.TemplateView
    wagtailadmin_collections:* wagtailadmin_workflows:* wagtailadmin_pages:type_use
    wagtailadmin_pages:type_use_results wagtailadmin_pages:choose_parent
    wagtailadmin_reports:page_types_usage wagtailadmin_reports:page_types_usage_results
    wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results
    wagtailimages:url_generator wagtailimages:url_generator_output wagtailembeds:*
    wagtailredirects:start_import wagtailredirects:process_import
    wagtailsites:* wagtaillocales:* wagtailusers_users:* wagtailusers_groups:*
    wagtailsnippets:index wagtailsnippetchoosers_municipalities_municipality:create
    wagtail_localize:snippets_api_listing
    wagtail_localize:snippets_api_detail new_edition
    desk_interests desk_interests_results desk_interest site_state
    """.split()
)
#: What is open to people who are not logged in.
WITHOUT_LOGIN = set(
    """
    wagtailadmin_login wagtailadmin_sprite wagtailadmin_javascript_catalog
    wagtailadmin_password_reset wagtailadmin_password_reset_done
    wagtailadmin_password_reset_confirm wagtailadmin_password_reset_complete
    """.split()
)
#: What nobody opens: closed here, made to fail, or asking for something else than an address.
NOT_TO_OPEN = set(
    """
    wagtailadmin_error_test wagtailadmin_api:pages:find wagtailadmin_api:images:find
    wagtailadmin_api:documents:find wagtailimages:url_generator wagtailimages:url_generator_output
    home.cms.media_views.not_offered editions.cms.urls.closed
    wagtail.admin.views.home.default wagtailadmin_logout
    wagtailadmin_pages:convert_alias wagtailadmin_block_preview
    """.split()
)
#: Outside /admin/: files, which ask for rights of their own.
FILES = {"wagtaildocs_serve", "wagtaildocs_authenticate_with_password", "image", "video"}
ADVICE = """These views of the CMS have no place in the matrix: {names}.
If staff of an edition need one: make it ask whether what it shows or changes is of their edition,
and name it in a hook beside its address:
    hooks.register("views_for_staff", lambda: ["name"])
Else add it to ADMINISTRATION in {file}; staff are refused there already."""

COUNT = Counter()


@pytest.fixture(scope="module", autouse=True)
def report():
    yield
    print(f"\nAddress × role: {COUNT.total()} pairs {dict(COUNT)}")


@pytest.fixture
def other(site):
    return OtherEdition()


@pytest.fixture
def addresses(other):
    return [*dict.fromkeys(filled(other.values)), *queries(other)]


def queries(other):
    """Addresses that name something in their query, or search for it."""
    bw, nrw = other.home.pk, other.own_home.pk
    words = [
        "pages/search/", "pages/search/results/", "choose-page/search/", "images/", "documents/",
        "images/chooser/results/", "documents/chooser/results/", "media/", "media/chooser/video/",
        f"pages/{nrw}/", f"pages/{nrw}/results/", "pages/1/results/", "reports/aging-pages/",
        "editions/missing/de-x-nrw/",
    ]  # fmt: skip
    yield from (f"/admin/{address}?q={WORD}" for address in words)
    yield from (
        f"/admin/api/main/{kind}/?search={WORD}" for kind in ("pages", "images", "documents")
    )
    for page in other.pages:
        yield f"/admin/choose-page/chosen-multiple/?id={page.pk}"
        for action in ("delete", "publish", "unpublish", "move"):
            yield f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}"
            yield f"/admin/bulk/wagtailcore/page/{action}/?id={nrw}&id={page.pk}"
    for action in ("delete", "publish", "unpublish", "move"):
        yield f"/admin/bulk/wagtailcore/page/{action}/?id=all&childOf={bw}"
        yield f"/admin/bulk/wagtailcore/page/{action}/?id=all"
        yield f"/admin/bulk/wagtailcore/page/{action}/?id=all&q={WORD}"
    for kind, item in (("image", other.image), ("document", other.document)):
        for action in ("delete", "add_tags", "add_to_collection"):
            yield f"/admin/bulk/home/custom{kind}/{action}/?id={item.pk}"
        yield f"/admin/{kind}s/chooser/chosen-multiple/?id={item.pk}"
        yield f"/admin/{kind}s/?collection_id={other.collection.pk}"
    for report in ("aging-pages", "locked", "workflow", "site-history"):
        yield f"/admin/reports/{report}/?export=csv"
    for code in ("de-x-bw", "en-x-bw"):
        yield f"/admin/editions/updates/?edition={code}"
    yield f"/admin/pages/?locale=de-x-bw&q={WORD}"
    yield f"/admin/choose-page/?locale=de-x-bw&page_type=home.contentpage&target_pages[]={bw}"


def own_addresses(other):
    """Forms for NRW's own pages and files, where something of BW could be offered to choose."""
    pages = Page.objects.descendant_of(other.own_home, inclusive=True).select_related(
        "content_type"
    )
    for page in {page.content_type_id: page for page in pages}.values():
        for action in ("edit", "history", "usage", "copy", "move", "add_subpage"):
            yield f"/admin/pages/{page.pk}/{action}/"
        for model in page.specific_class.creatable_subpage_models():
            kind = model._meta.label_lower.replace(".", "/")
            yield f"/admin/pages/add/{kind}/{page.pk}/"
    for kind, action in product(("image", "document"), ("delete", "add_tags", "add_to_collection")):
        yield f"/admin/bulk/home/custom{kind}/{action}/?id=all"


def form(other):
    """One form for every address: what the views look for, with BW's ids."""
    page = other.draft.pk
    return {
        "title": "Verändert", "slug": "veraendert", "summary": "Verändert", "value": "Verändert",
        "new_title": "Verändert", "new_slug": "veraendert", "new_parent_page": page,
        "publish_copies": "on", "copy_subpages": "on", "chooser": page, "id": page,
        "collection": other.collection.pk, "comment": "Verändert", "action-publish": "1",
        "action-workflow-action": "1", "workflow-action-name": "approve",
        "localize-action": "publish", "restriction_type": "login", "mode": "adapted",
        "target": other.home.locale_id, "phrases": "Verändert",
        "locale": "de-x-bw", "decision": "take", "retry": "1", "web": "on", "state": "bw",
        "tags": "verändert", "name": "Verändert", "url": other.live.full_url, "position": "0",
        "is_editing": "1", "destination_page_id": other.own_home.pk, "password": "Verändert-123",
        "external-link-chooser-url": other.live.full_url, "next": "/admin/",
    }  # fmt: skip


def is_in(name, names):
    return name in names or f"{name.rpartition(':')[0]}:*" in names


#: Views that count how often somebody asks.
COUNTING = {"wagtailadmin_password_reset"}
#: Rows that note that somebody was there, or that a picture was shown; counts are asked for apart.
PASSING = {
    "accounts.ThrottleCount",
    "sessions.Session",
    "wagtailadmin.EditingSession",
    "wagtailusers.UserProfile",
    "home.CustomRendition",
}


def database():
    """All rows, as text."""
    models = [model for model in apps.get_models() if model._meta.managed]
    return {
        f"{model._meta.label} {row}"
        for model in models
        if model._meta.label not in PASSING and "FTS" not in model.__name__
        for row in map(as_text, model._base_manager.values_list())
    }


def about_synonyms(rows, synonym):
    """Those of some rows that are a synonym, which editors of all editions keep, or tell of it."""
    starts = (f"{Synonym._meta.label} {synonym.pk},", "wagtailcore.ModelLogEntry ")
    return {row for row in rows if row.startswith(starts) and synonym.words in row}


def as_text(row):
    return ", ".join(str(getattr(value, "raw_data", value)) for value in row)


def test_every_view_is_for_staff_or_for_administrators(addresses):
    names = {view_name(address) for address in addresses} - FILES
    staff = view_allowlist.views_for_staff()
    unknown = {name for name in names if not is_in(name, staff | ADMINISTRATION)}
    assert not unknown, ADVICE.format(names=", ".join(sorted(unknown)), file=__name__)
    gone = {
        name for name in staff | ADMINISTRATION if not any(is_in(found, {name}) for found in names)
    }
    assert not gone, "no longer there"


@dataclass
class Answer:
    """What came of asking for an address in one way."""

    asked: str
    view: str
    status: int
    kind: str
    target: str
    text: str
    is_counted: bool

    @property
    def is_refusal(self):
        return self.status in {400, 403, 404, 405} or self.target.startswith("/admin/")

    @property
    def tells(self):
        place = self.text.lower().find(MARK)
        return "" if place < 0 else self.text[max(place - 100, 0) : place + 50]


def ask(client, addresses, role, ways=("GET",), data=None):
    """Yield the answers to all addresses, each asked for in every way."""
    for address, way in product(addresses, ways):
        view = view_name(address)
        if view == "wagtailadmin_logout":
            continue
        COUNT[role] += 1
        counts = list(ThrottleCount.objects.values_list("key", "number"))
        if way == "GET":
            response = client.get(address)
        else:
            headers = {"X-Requested-With": "XMLHttpRequest"} if way == "XHR" else {}
            response = client.post(address, data, headers=headers)
        client.cookies.pop("messages", None)  # of which the next page would tell
        messages = getattr(response.wsgi_request, "_messages", None)
        content = response.getvalue() if response.streaming else response.content
        yield Answer(
            f"{way} {address} ({view})",
            view,
            response.status_code,
            response.headers.get("Content-Type", ""),
            response.headers.get("Location", ""),
            " ".join(map(str, messages._queued_messages if messages else []))
            + content.decode(errors="replace"),
            counts != list(ThrottleCount.objects.values_list("key", "number")),
        )


@pytest.mark.parametrize(
    ("role", "ways"), [("redaktion", ("GET", "POST", "XHR")), ("mitarbeit", ("GET", "XHR"))]
)
def test_staff_of_the_other_edition(role, ways, other, addresses, visitor):
    client = login(visitor, f"{role}-nrw@example.org")
    synonym = Synonym.objects.first()
    before, faults = database(), []
    for answer in ask(client, addresses, role, ways, form(other)):
        if answer.is_counted and answer.view not in COUNTING:
            faults.append(f"counts: {answer.asked}")
        if answer.status >= 500:
            faults.append(f"{answer.status}: {answer.asked}")
        if answer.tells:
            faults.append(f"tells: {answer.asked} … {answer.tells}")
        if answer.view in FILES and answer.status == 200:
            faults.append(f"gives: {answer.asked}")
        if is_in(answer.view, ADMINISTRATION) and not answer.is_refusal:
            faults.append(f"opens: {answer.asked}")
    changed = before ^ database()
    if role == "redaktion":
        changed -= about_synonyms(changed, synonym)
    faults += [f"changed: {row}" for row in changed]
    for answer in ask(client, own_addresses(other), role):
        if answer.status >= 500 or answer.tells:
            faults.append(f"{answer.status}, tells: {answer.asked} … {answer.tells}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("role", ["anonymous", "no group"])
def test_who_is_not_staff(role, other, addresses, visitor):
    if role == "no group":
        get_user_model().objects.create_user("gast@example.org", "x", first_name="Gast")
        login(visitor, "gast@example.org")
    before, faults = database(), []
    ways = ("GET", "POST") if role == "anonymous" else ("POST",)
    for answer in ask(visitor, addresses, role, ways, form(other)):
        if answer.tells or not (answer.is_refusal or answer.view in WITHOUT_LOGIN):
            faults.append(f"opens: {answer.asked} {answer.tells}")
        if answer.is_counted and answer.view not in COUNTING:
            faults.append(f"counts: {answer.asked}")
    faults += [f"changed: {row}" for row in before ^ database()]
    assert not faults, "\n".join(faults)


def test_administrators_are_refused_nothing(addresses, admin):
    """What is closed to staff is there, and the objects that the addresses name are."""
    faults = []
    for view, group in groupby(sorted(addresses, key=view_name), key=view_name):
        answers = []
        for answer in ask(admin, group, "administration"):
            answers.append(f"{answer.status} {answer.asked}")
            if answer.status in {200, 302, 405}:
                break
        else:
            if view not in NOT_TO_OPEN | FILES:
                faults += answers
    assert not faults, "\n".join(faults)
