"""Builds the page trees of the editions from the data files beside it.

What is there is left alone: pages are recognised by a translation key made from their name in the
data files, so that a page that staff renamed, moved or rewrote is not made again.
"""

import json
import tomllib
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from editions.access.staff_groups import ensure_staff
from editions.homes import HOME_DEPTH
from editions.registry import EDITIONS, LANGUAGES, PREFIXES
from editions.takeover import take_over
from miglobe_site.municipalities import register

FOLDER = Path(__file__).parent
NAMESPACE = uuid.UUID("6f7cb1f4-6a57-4dd6-8d7c-4b5b0f0c7a10")
#: What stands in the data files as it stands in the page.
VALUES = """
    claim question answer advisors_word cost behalf request_label find_label eligibility
    cost_details provider phone email request_email announced
""".split()
ROOT_NAME = "Alle Ausgaben"
ROOT_COLLECTION_NAME = "Alle Ausgaben (nur Administration)"


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def page_key(slug):
    """Translation key of an initial page, the same for its counterparts in all editions."""
    return uuid.uuid5(NAMESPACE, slug)


class InitialContent:
    """Loads locales, pages, redirects, groups and collections; ``say`` is told of each step."""

    def __init__(self, say):
        self.say = say

    @transaction.atomic
    def load(self):
        plan = read("editions.toml")
        remove_stock_content()
        editions = [EditionTree(entry, self.say) for entry in plan["editions"]]
        for tree in editions:
            tree.load_pages()
        ensure_site(editions[0].home)
        for tree in editions:
            tree.load_homes_in_other_languages()
            tree.load_redirects()
        for copy in plan["take_over"]:
            self.take_over_pages(copy)
        load_topics(self.say)
        load_synonyms(self.say)
        ensure_staff()
        self.say(f"{Page.objects.filter(depth__gt=1).count()} pages in all")

    def take_over_pages(self, copy):
        source, target = (
            Locale.objects.get(language_code=EDITIONS[copy[end]].locale_code())
            for end in ("from", "to")
        )
        for slug in copy["pages"]:
            counterparts = Page.objects.filter(translation_key=page_key(slug))
            page = counterparts.filter(locale=source).first()
            if page and not counterparts.filter(locale=target).exists():
                place_like(page, take_over(page, target))
                self.say(f"{EDITIONS[copy['to']]}: “{page.title}” taken over as a draft")


class EditionTree:
    """The German pages of one edition and what belongs to them."""

    def __init__(self, entry, say):
        self.entry = entry
        self.say = say
        self.edition = EDITIONS[entry["key"]]
        self.texts = [read(name) for name in entry["texts"]]
        for language in LANGUAGES:
            Locale.objects.get_or_create(language_code=self.edition.locale_code(language))
        self.locale = Locale.objects.get(language_code=self.edition.locale_code())

    @property
    def home(self):
        return Page.objects.filter(depth=HOME_DEPTH, locale=self.locale).first()

    def find(self, slug):
        """Return the page with this name in the data files, or None."""
        page = Page.objects.filter(translation_key=page_key(slug), locale=self.locale).first()
        return page.specific if page else None

    def load_pages(self):
        if not self.home:
            register.enter(self.edition.key)
        home = {"type": "home.HomePage", "slug": "", **self.texts[0]["home"]}
        entries = [home, *self.entries]
        made = self.add_missing(entries)
        self.say(f"{self.edition}: {made} pages made, {len(entries) - made} kept")

    @property
    def entries(self):
        """The pages below the start page, as the data files describe them."""
        return [dict(entry) for text in self.texts for entry in text.get("pages", [])]

    def add_missing(self, entries):
        """Make the pages that are missing: all of them first, their texts then, which link them.

        Returns their number.
        """
        new = [(page, entry) for entry in entries if (page := self.create(entry))]
        for page, entry in new:
            self.fill(page, entry)
        return len(new)

    def create(self, entry):
        if self.find(entry["slug"]):
            return None
        parent = self.home if entry["slug"] else Page.objects.get(depth=1)
        model = apps.get_model(entry.get("type", "home.ContentPage"))
        page = model(
            title=entry["title"],
            slug=entry["slug"] or self.edition.slug,
            summary=entry.get("summary", ""),
            show_in_menus=entry.get("in_menu", False),
            locale=self.locale,
            translation_key=page_key(entry["slug"]),
            live=False,
        )
        if "kind" in entry:
            page.kind = entry["kind"]
        return parent.add_child(instance=page)

    def fill(self, page, entry):
        """Give a new page its texts and publish it, unless it is a draft."""
        page.refresh_from_db()  # its children came after it, and publishing writes their count
        data = self.link(entry)
        for name in VALUES:
            if name in data:
                setattr(page, name, data[name])
        if "address" in data:
            page.address = data["address"].strip()
        if "request_page" in data:
            page.request_page_id = data["request_page"]
        if "partners" in data:
            Partner = apps.get_model("home.Partner")
            page.partners = [Partner(**partner) for partner in data["partners"]]
        if "body" in data:
            page.body = json.dumps(
                [{"type": item["block"], "value": item.get("value")} for item in data["body"]]
            )
            list(page.body)  # read once, the items of its lists get ids that copies know them by
        if "steps" in data:
            page.steps = json.dumps([{"type": "step", "value": step} for step in data["steps"]])
        if "answer_templates" in data:
            templates = read(data["answer_templates"])["templates"]
            page.answer_templates = json.dumps(
                [{"type": "template", "value": template} for template in templates]
            )
        revision = page.save_revision()
        if not entry.get("draft"):
            revision.publish()

    def link(self, value):
        """Return data with "page:SLUG" replaced: by an id as a value, by a link inside HTML."""
        if isinstance(value, dict):
            return {key: self.link(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.link(item) for item in value]
        if not isinstance(value, str) or "page:" not in value:
            return value
        if value.startswith("page:"):
            return self.find(value.removeprefix("page:")).pk
        for part in value.split('href="page:')[1:]:
            slug = part.partition('"')[0]
            link = f'linktype="page" id="{self.find(slug).pk}"'
            value = value.replace(f'href="page:{slug}"', link)
        return value.strip()

    def load_homes_in_other_languages(self):
        """A start page in English and one in plain German: drafts in the German words until staff
        translate them; pages in these languages are made below them.
        """
        for language in PREFIXES:
            locale = Locale.objects.get(language_code=self.edition.locale_code(language))
            if not self.home.has_translation(locale):
                take_over(self.home, locale)
                self.say(f"{locale}: start page made as a draft")

    def load_redirects(self):
        Redirect = apps.get_model("wagtailredirects.Redirect")
        for old, target in self.entry.get("redirects", {}).items():
            Redirect.objects.get_or_create(
                old_path=Redirect.normalise_path(old),
                site=None,
                defaults={"redirect_page_id": self.link(target)},
            )


def place_like(original, copy):
    """Move a copy behind the counterpart of the nearest page that stands before its original."""
    for sibling in original.get_prev_siblings():
        if counterpart := sibling.get_translation_or_none(copy.locale):
            Page.objects.get(pk=copy.pk).move(Page.objects.get(pk=counterpart.pk), pos="right")
            return


def ensure_site(home):
    """Point the one Wagtail site at the first edition's home page and at BASE_URL."""
    parts = urlsplit(settings.BASE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port = parts.hostname, port
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()


def remove_stock_content():
    """Remove what Wagtail's migrations make for every new project, all of it in English.

    The roots of pages and of collections stay, and get a German name.
    """
    welcome = Page.objects.filter(depth=HOME_DEPTH, content_type__model="page", slug="home").first()
    if welcome is None:
        return
    Site.objects.filter(root_page=welcome).delete()
    welcome.delete()
    apps.get_model("wagtailcore.PageLogEntry").objects.filter(label=welcome.title).delete()
    Page.objects.filter(depth=1).update(title=ROOT_NAME, draft_title=ROOT_NAME)
    Collection.objects.filter(depth=1).update(name=ROOT_COLLECTION_NAME)
    apps.get_model("wagtailcore.Workflow").objects.all().delete()
    apps.get_model("wagtailcore.Task").objects.all().delete()
    apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]).delete()


def load_topics(say):
    """Make the first topics, unless there are any: staff may have renamed or deleted some."""
    Topic = apps.get_model("members.Topic")
    if not Topic.objects.exists():
        for number, entry in enumerate(read("topics.toml")["topics"], start=1):
            Topic.objects.create(**entry, sort_order=10 * number)
        say(f"{Topic.objects.count()} topics made")


def load_synonyms(say):
    """Make the first synonyms of the search, unless there are any, as for topics."""
    Synonym = apps.get_model("search.Synonym")
    if not Synonym.objects.exists():
        groups = read("synonyms.toml")["synonyms"]
        Synonym.objects.bulk_create(Synonym(words=words) for words in groups)
        say(f"{len(groups)} groups of synonyms made")
