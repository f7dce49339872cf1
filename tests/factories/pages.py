"""Pages of the first content, and what the editor sends of them."""

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation, Translation

from home.models import ContentPage, HomePage
from tests.factories.copies import publish_translation
from tests.rendered_form import EDITOR, RenderedForm
from tests.site import filled_in, login, submit


def state():
    """What a page is, for every page, and what was done to it."""
    return (
        list(Page.objects.order_by("pk").values()),
        list(ContentPage.objects.order_by("pk").values()),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
        list(Translation.objects.order_by("pk").values()),
        list(StringTranslation.objects.order_by("pk").values()),
    )


def page_of(edition, slug="miglobe"):
    pages = Page.objects.filter(slug=slug, locale__language_code=f"de-x-{edition}")
    return pages.get().specific


def edit(client, page, button=None, changes=None, **options):
    """Open a page in the editor of the CMS, change fields and press a button; return the answer.

    ``page``: also the address of a new one, or the editor as it was opened before. Without a
    button a draft is saved.
    """
    opened = f"/admin/pages/{page.pk}/edit/" if isinstance(page, Page) else page
    return submit(client, opened, changes, button, EDITOR, **options)


def form_of(page, **changes):
    """What the editor of a page sends for the administration, for those who cannot open it."""
    client = login(Client(), "admin@example.org")
    return filled_in(client, f"/admin/pages/{page.pk}/edit/", changes, form=EDITOR).data


def decide(client, page, action, comment="", task=None, **options):
    """Approve or reject what waits, by the form that the CMS opens for it; return the answer."""
    task = task or page.current_workflow_task_state
    address = f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/"
    opened = BeautifulSoup(client.get(address).json()["html"], "html.parser")
    form = RenderedForm(opened, address)
    form.change("comment", comment)
    return client.post(form.action, form.data, **options)


def publish_in_list(client, page):
    """Publish a page by the list that it stands in, with the question before it."""
    address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/"
    return submit(client, address, form="form[action*='/bulk/']", follow=True)


def copy_by_form(client, page, slug="kopie"):
    changes = {"new_title": "Kopie", "new_slug": slug}
    return submit(client, f"/admin/pages/{page.pk}/copy/", changes, form="[action$='/copy/']")


def move_by_form(client, page, target):
    address = f"/admin/pages/{page.pk}/move/{target.pk}/confirm/"
    return submit(client, address, form="[action*='/move/']")


def rows_of(*keys):
    """The stored pages of editions, with all their fields."""
    pages = Page.objects.order_by("pk")
    return [
        [*page.__dict__.items()][1:]
        for page in pages.specific()
        if page.depth > 1 and page.edition.key in keys
    ]


def publish_english_home(home):
    english = HomePage.objects.get(
        translation_key=home.translation_key, locale__language_code=f"en-x-{home.edition.key}"
    )
    return publish_translation(english)
