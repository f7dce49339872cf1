"""Copies as pages: made as drafts, so that nothing public changes by itself."""

from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.models.copying import _copy
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.segments.ingest import ingest_segments

from miglobe_site.slugs import slug_of
from miglobe_site.texts import CleanTexts


def draft_of(translation, copy=None):
    """Return a copy with the present text of its original in its own words, unsaved.

    Its save_revision() makes that a draft. wagtail-localize's save_target() would write the page
    itself, and so what is live. ``copy``: the page to put the text into, else the one in the
    database.
    """
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    if copy is None:
        copy = translation.get_target_instance()
    copy_synchronised_fields(original, copy)
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, copy, source.locale, locale, segments)
    if copy.pk:
        slug = slug_of(copy.slug)
        copy.slug = find_available_slug(copy.get_parent(), slug, ignore_page_id=copy.pk)
    if isinstance(copy, CleanTexts):
        copy.clean_texts()
    copy.draft_title = copy.title
    return copy


def add_draft(translation, original, parent, user=None):
    """Add the copy of a page below a parent and return it."""
    copy = draft_of(translation, blank_copy(original, translation.target_locale, user))
    add(copy, original, parent, user)
    add_first_revision(copy, user)
    return copy


def add(copy, original, parent, user=None):
    """Add a new copy below a parent, at a free address."""
    copy.slug = find_available_slug(parent, slug_of(copy.slug))
    copy.draft_title = copy.title
    parent.add_child(instance=copy)
    log(
        instance=copy,
        action="wagtail.copy_for_translation",
        user=user,
        data={
            "source": {"id": original.pk, "title": original.get_admin_display_title()},
            "source_locale": {"language_code": original.locale.language_code},
        },
    )


def restrict_like(original, copy):
    """Let a copy be seen by no more people than its original."""
    for restriction in original.view_restrictions.all():
        groups = list(restriction.groups.all())
        restriction.pk, restriction.page = None, copy
        restriction.save()
        restriction.groups.set(groups)


def add_first_revision(page, user=None):
    """Make a revision of a page that has just been added.

    save_revision() would save the page once more, and index it once more for search and usage.
    """
    revision = page.latest_revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, latest_revision_created_at=revision.created_at
    )
    log(
        instance=page, action="wagtail.edit", user=user, revision=revision, content_changed=True
    )  # else the history does not offer it


def blank_copy(original, locale, user=None):
    """Return an unsaved draft of the same type; what belongs to the original alone is left out."""
    copy, children = _copy(
        original,
        exclude_fields=[
            *original.default_exclude_fields_in_copy,
            *original.exclude_fields_in_copy,
            *("first_published_at", "last_published_at", "go_live_at", "expire_at", "expired"),
            *("live_revision", "locked", "locked_at", "locked_by", "owner", "alias_of"),
        ],
    )
    copy.live, copy.has_unpublished_changes = False, True
    copy.locale, copy.owner = locale, user
    for child in children.values():
        if hasattr(child, "locale_id"):
            child.locale = locale
    return copy
