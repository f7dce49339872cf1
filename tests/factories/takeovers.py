"""What tests do with the form in which pages are taken over."""

from wagtail.models import Locale, Page

from home.models import ContentPage
from tests.site import soup, submit

WORDS = "In eine andere Ausgabe oder Sprache übernehmen"


def address(page, query=""):
    return f"/admin/localize/submit/page/{page.pk}/{query}"


def locale(code):
    return Locale.objects.get(language_code=code)


def add(parent, title, body="[]", live=True):
    page = ContentPage(title=title, slug=title.lower().replace(" ", "-"), body=body, live=False)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return Page.objects.get(pk=page.pk)


def copies(page):
    """{code of the locale: copy} of a page."""
    found = page.get_translations().select_related("locale")
    return {copy.locale.language_code: copy for copy in found}


def send(client, page, code="de-x-bw", follow="on_decision", forged=None, **data):
    """Take a page over with the form; what it does not offer is sent all the same."""
    fields = {"target": locale(code).pk, "follow": follow, **data}
    shown = client.get(address(page))
    if not soup(shown).select_one("[name=follow]"):  # a translation always follows
        del fields["follow"]
    chosen = (
        f'.take-over [name={name}][value="{fields[name]}"]'
        for name in fields.keys() & {"target", "follow"}
    )
    if all(map(soup(shown).select_one, chosen)):
        return submit(client, shown, fields, form=".take-over", forged=forged, follow=True)
    return client.post(address(page), fields | (forged or {}), follow=True)


def where(client, page):
    """Where the button stands: in the editor of a page, on its list, in the list above it."""
    urls = {
        "editor": f"/admin/pages/{page.pk}/edit/",
        "own list": f"/admin/pages/{page.pk}/",
        "list": f"/admin/pages/{page.get_parent().pk}/",
    }
    return {name for name, url in urls.items() if address(page) in client.get(url).content.decode()}
