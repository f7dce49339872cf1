"""Profiles of invented persons, to try the site with. Never for a public server."""

import tomllib
from io import BytesIO
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.models import TaskState, WorkflowState

from editions.access.staff_groups import edition_collection
from editions.registry import EDITIONS
from members import consents
from members.models import (
    ConsentKind,
    MemberCountry,
    MemberFormat,
    MemberIndexPage,
    MemberLanguage,
    MemberLink,
    MemberPage,
    MemberSelectionPage,
    MemberTopic,
    SelectedMember,
    Topic,
)
from members.models.member_selection_page import LEAST
from miglobe_site.slugs import slug_of

PROFILES = Path(__file__).with_name("demo_profiles.toml")
SELECTIONS = Path(__file__).with_name("demo_selections.toml")
NOTE = "Dieses Profil ist ein Beispiel. Die Person ist erfunden."
FIELDS = """
    academic_title pronouns role town summary area place availability contact_way qualifications
    references organisations
""".split()
COLOURS = ["#e4533f", "#f6b92b", "#4fa65a", "#2f8dcd", "#8c59b4"]
SIDE = 600


def load(say, most=None):
    """Make those of an edition's first ``most`` profiles that it lacks; what is there stays."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for key, entries in tomllib.loads(PROFILES.read_text(encoding="utf-8")).items():
        edition = EDITIONS[key]
        index = MemberIndexPage.objects.filter(locale__language_code=edition.locale_code()).first()
        if index is None:
            continue
        there = set(MemberPage.objects.child_of(index).values_list("slug", flat=True))
        new = [entry for entry in entries[:most] if slug_of(entry["name"]) not in there]
        for number, entry in enumerate(new):
            make(index, edition, entry, topics, number)
        say(f"{edition}: {len(new)} sample profiles made")
    for key, entries in tomllib.loads(SELECTIONS.read_text(encoding="utf-8")).items():
        for entry in entries:
            select(EDITIONS[key], entry)


def select(edition, entry):
    """Make a selection, unless it is there or its people are not."""
    index = MemberIndexPage.objects.filter(locale__language_code=edition.locale_code()).first()
    people = index and MemberPage.objects.child_of(index).filter(slug__in=entry["people"])
    if not people or len(people) < LEAST:
        return
    if MemberSelectionPage.objects.child_of(index).filter(slug=entry["slug"]).exists():
        return
    texts = {name: entry[name] for name in ("slug", "title", "summary")}
    page = MemberSelectionPage(locale=index.locale, live=False, show_in_menus=True, **texts)
    page.selected_members = [SelectedMember(member=person) for person in people]
    index.add_child(instance=page)
    page.save_revision().publish()


def make(index, edition, entry, topics, number):
    first_name, last_name = entry["name"].split()
    page = MemberPage(
        first_name=first_name,
        last_name=last_name,
        about="".join(f"<p>{text}</p>" for text in [*entry["about"], NOTE]),
        unavailable_until=entry.get("until"),
        email=f"{slug_of(entry['name'])}@example.org",
        phone=f"+49 30 23125 {number:03}",  # numbers that are kept free for fiction
        slug=slug_of(entry["name"]),
        locale=index.locale,
        live=False,
        is_sample=True,
        **{name: entry[name] for name in FIELDS if name in entry},
    )
    page.member_topics = [
        MemberTopic(topic=topics[slug]) for slug in entry["topics"] if slug in topics
    ]
    page.member_formats = [MemberFormat(format=value) for value in entry["formats"]]
    page.member_languages = [
        MemberLanguage(code=code.lstrip("-"), can_advise=not code.startswith("-"))
        for code in entry["languages"]
    ]
    page.member_countries = [MemberCountry(code=code) for code in entry.get("countries", [])]
    page.member_links = [
        MemberLink(title=title, url=url, kind=kind) for kind, title, url in entry.get("links", [])
    ]
    if entry.get("portrait"):
        page.photo = draw_portrait(page.name, number, edition_collection(edition))
        page.photo_credit = "MiGlobe (Zeichnung)"
    index.add_child(instance=page)
    missing = entry.get("without", [])
    consents.record(page, {kind: kind not in missing for kind in ConsentKind}, evidence="Beispiel")
    page.save_revision().publish()
    if "account" in entry:
        give_account(page, entry["account"], entry.get("waiting"))


def give_account(page, email, waiting):
    """Make a login keep a profile; ``waiting``: a short introduction that waits for approval.

    Without the signals of a submission, which would send a mail.
    """
    user = get_user_model().objects.filter(email=email).first()
    MemberPage.objects.filter(pk=page.pk).update(account=user)
    workflow = page.get_workflow()
    if not user or not waiting or not workflow:
        return
    draft = page.get_latest_revision_as_object()
    draft.summary = waiting
    revision = draft.save_revision(user=user)
    state = WorkflowState.objects.create(
        content_type=draft.get_content_type(),
        base_content_type=draft.get_base_content_type(),
        object_id=str(draft.pk),
        workflow=workflow,
        requested_by=user,
    )
    state.current_task_state = TaskState.objects.create(
        workflow_state=state, revision=revision, task=workflow.tasks.first()
    )
    state.save()


def draw_portrait(name, number, collection):
    """Draw a head and shoulders in two of the five colours, and store it as a picture."""
    skin, ground = COLOURS[number % 5], COLOURS[(number + 2) % 5]
    image = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIDE, SIDE), fill=mixed(ground, 0.75))
    pen.ellipse((SIDE * 0.3, SIDE * 0.17, SIDE * 0.7, SIDE * 0.62), fill=skin)
    pen.ellipse((SIDE * 0.15, SIDE * 0.66, SIDE * 0.85, SIDE * 1.5), fill=ground)
    pen.rectangle((SIDE * 0.45, SIDE * 0.55, SIDE * 0.55, SIDE * 0.72), fill=mixed(skin, 0.45))
    pen.ellipse((SIDE * 0.35, SIDE * 0.26, SIDE * 0.65, SIDE * 0.64), fill=mixed(skin, 0.6))
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return get_image_model().objects.create(
        title=f"Beispielporträt {name}",
        description=f"Gezeichnetes Porträt von {name}",
        file=ContentFile(target.getvalue(), f"portraet-{slug_of(name)}.png"),
        collection=collection,
    )


def mixed(colour, white):
    """A colour with a share of white, as (red, green, blue)."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return tuple(round(part + (255 - part) * white) for part in parts)
