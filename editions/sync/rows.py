"""The pages of an overview with what has changed in their originals, ready to be shown."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from ..field_paths import label
from ..models.source_change import SourceChange
from .decide import Paragraph
from .proposals import Proposals
from .sentences import SentenceChange, plain

Kind, State = SourceChange.Kind, SourceChange.State


@dataclass
class SentenceRow:
    """One changed sentence; ``number`` names it among those of its paragraph, None: the whole."""

    change: SentenceChange
    number: int | None
    can_take: bool = True


class ChangeRow:
    """An open change with the copy's present text, ``present`` (None: none or not needed)."""

    def __init__(self, change, model, proposals, present):
        self.change, self.proposals, self.present = change, proposals, present
        self.label = label(model, change.place)

    @cached_property
    def sentences(self):
        """The changed sentences; between editions as they would stand in the copy."""
        change = self.change
        if change.kind == Kind.OTHER:
            return []
        if change.kind != Kind.CHANGED:
            return [SentenceRow(self.shown(change.old_text, change.new_text), None)]
        paragraph = Paragraph(change)
        rows = [
            SentenceRow(
                self.shown(*paragraph.pairs[n]),
                number if self.proposals.is_regional else None,
                not change.carried or self.can_swap(paragraph, n),
            )
            for number, n in enumerate(paragraph.changed)
        ]
        if len(rows) == 1 and not rows[0].can_take:
            rows[0].number = None  # the same as the whole paragraph
        return rows

    @property
    def in_sentences(self):
        """Whether single sentences can be decided about: only where they keep their language."""
        return any(row.number is not None for row in self.sentences)

    def shown(self, *texts):
        if self.proposals.is_regional:
            texts = [text and self.proposals.get(text) for text in texts]
        return SentenceChange(*texts)

    def can_swap(self, paragraph, n):
        if self.present is None:
            return False
        return paragraph.swap(self.present.data, n, self.proposals) is not None

    @property
    def own_text(self):
        """The wording that staff are asked about: it stands in the draft, or is gone with it."""
        if self.change.kind == Kind.REMOVED:
            return plain(self.change.own_text)
        return plain(self.present.data) if self.change.carried and self.present else ""

    @property
    def asks_for_whole(self):
        """Whether the paragraph is decided about as a whole, beside its sentences or without."""
        return not self.in_sentences or not all(row.can_take for row in self.sentences)

    @property
    def can_take_whole(self):
        """Whether there is anything to take over in place of own wording."""
        return not self.change.carried or self.proposals.translator is not None

    @property
    def can_keep(self):
        return self.change.kind == Kind.CHANGED


@dataclass
class CopyRow:
    """A copy, its original, and the changes to show."""

    page: Page
    translation: Translation
    original: Page | None
    changes: list = field(default_factory=list)
    waiting: int = 0
    can_edit: bool = False
    can_publish: bool = False

    @property
    def is_new(self):
        return not self.page.live and self.page.first_published_at is None

    @property
    def needs_translation(self):
        """Whether the original has paragraphs that are not there in the copy's language."""
        added = (row for row in self.changes if row.change.kind == Kind.ADDED)
        return any(row.proposals.translator is None for row in added)

    @property
    def version(self):
        return version_of(row.change for row in self.changes)


def version_of(changes):
    """Return a short name of what staff see of several changes."""
    versions = "".join(sorted(f"{change.pk}:{change.version}" for change in changes))
    return hashlib.sha256(versions.encode()).hexdigest()[:16]


class Changes:
    """What has changed for some copies, fetched in a few queries however many there are."""

    def __init__(self, pages):
        keys = [page.translation_key for page in pages]
        translations = Translation.objects.filter(
            source__object_id__in=keys, target_locale__in={page.locale_id for page in pages}
        ).select_related("source__locale", "target_locale")
        self.translations = {
            (entry.source.object_id, entry.target_locale_id): entry for entry in translations
        }
        changes = SourceChange.objects.filter(
            translation__in=self.translations.values(), state__in=[State.OPEN, State.TAKEN]
        )
        self.changes = list(changes.select_related("context"))
        # Drafts of other editions stay unseen.
        originals = Page.objects.live().filter(
            translation_key__in=keys, locale__in={entry.source.locale_id for entry in translations}
        )
        self.originals = {
            (page.translation_key, page.locale_id): page
            for page in originals.select_related("locale")
        }
        self.present = present_texts(self.changes)
        self.proposals = {}

    def rows(self, pages, user, carried):
        """Return a CopyRow for each copy among pages, in their order.

        ``carried``: show where own wording was carried over, else what else has changed.
        """
        found = [
            (page, self.translations.get((page.translation_key, page.locale_id))) for page in pages
        ]
        return [self.row(*pair, user, carried) for pair in found if pair[1]]

    def row(self, page, translation, user, carried):
        tester = page.permissions_for_user(user)
        # Other locks than this one are found when somebody presses a button.
        can_edit = tester.can_edit() and not page.locked
        changes = [entry for entry in self.changes if entry.translation_id == translation.pk]
        shown = [
            entry for entry in changes if entry.state == State.OPEN and entry.carried == carried
        ]
        return CopyRow(
            page,
            translation,
            self.originals.get((page.translation_key, translation.source.locale_id)),
            [self.change_row(change, page, translation) for change in shown],
            sum(entry.state == State.TAKEN for entry in changes),
            can_edit,
            can_edit and tester.can_publish(),
        )

    def change_row(self, change, page, translation):
        source = translation.source
        locales = source.locale, translation.target_locale
        if locales not in self.proposals:
            self.proposals[locales] = Proposals(*locales)
        return ChangeRow(
            change,
            ContentType.objects.get_for_id(source.specific_content_type_id).model_class(),
            self.proposals[locales],
            self.present.get((page.locale_id, change.context_id, change.new_text)),
        )


def present_texts(changes):
    """Return {(locale id, context id, text of the original): StringTranslation}."""
    stored = StringTranslation.objects.filter(
        context__in={change.context_id for change in changes if change.carried}
    ).select_related("translation_of")
    return {
        (entry.locale_id, entry.context_id, entry.translation_of.data): entry for entry in stored
    }
