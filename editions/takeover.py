"""Taking a page over into another edition or language."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationLog

from . import drafts
from .access import permissions
from .access.visibility import can_read
from .models import Follow
from .models.edition_source import EditionSource
from .origins.comparison import in_words_for, start
from .origins.content import read, write
from .registry import parse_code
from .sync.proposals import Proposals
from .sync.refresh import update_source
from .wording import fill_strings, texts_of

#: Sent within the transaction with ``original``, ``copy`` and ``user``, for copies as drafts.
taken_over = Signal()


class AlreadyThere(ValidationError):
    """Raised where the locale has the page already, its ``counterpart``."""

    def __init__(self, counterpart):
        super().__init__(_("The page is there already."))
        self.counterpart = counterpart


def check_route(page, locale):
    """Raise ValidationError where a page must not be taken over into a locale.

    Copies form a star: another edition takes the German page, another language the German page of
    its own edition. Two chains to one target break wagtail-localize (its issues 462 and 662).
    """
    language, edition = parse_code(page.locale.language_code)
    target_language, target_edition = parse_code(locale.language_code)
    if edition != target_edition and page.specific_class.bound_to_edition:
        raise ValidationError(_("Pages of this kind stay in their own edition."))
    if language != "de" or (edition != target_edition and target_language != "de"):
        raise ValidationError(
            _("Only the German page can be taken over; a translation stays in its edition.")
        )
    if edition == target_edition and language == target_language:
        raise ValidationError(_("The page is already in this edition and language."))


class TakeOver:
    """One page on its way into a locale.

    Making it checks whether it is allowed and asks for the words of the copy, perhaps a service far
    away; save() then writes it all in one transaction.
    """

    def __init__(self, page, locale, user=None, follow=Follow.ON_DECISION):
        check_route(page, locale)
        self.page, self.locale, self.user, self.follow = page, locale, user, follow
        self.check_rights()
        self.check_counterpart()
        if not self.is_regional:  # a service that is asked once, before the writing
            self.proposals = Proposals(page.locale, locale)
            self.proposals.ask(text.data for text in texts_of(self.original))

    @property
    def is_regional(self):
        """Whether it goes to another edition, else into another language of its own."""
        return parse_code(self.locale.language_code)[0] == "de"

    @cached_property
    def original(self):
        """The page with its text: what is live, else the draft."""
        return self.page.specific if self.page.live else self.page.get_latest_revision_as_object()

    @cached_property
    def parent(self):
        """The page to be the parent of the copy."""
        parent = self.page.get_parent()
        if not parent.is_root():
            parent = counterpart_of(parent, self.locale)
        if parent is None:
            raise ValidationError(_("The page above is missing there."))
        return parent

    def check_rights(self):
        """Raise PermissionDenied unless the user may do this; without a user, all is allowed."""
        if self.user is None:
            return
        goes_live = self.is_regional and self.follow == Follow.AT_ONCE
        if not can_read(self.user, self.page):
            raise PermissionDenied
        if not permissions.can_add_below(self.user, self.parent, goes_live):
            raise PermissionDenied

    def check_counterpart(self):
        """Raise AlreadyThere where the locale has the page."""
        if counterpart := counterpart_of(self.page, self.locale):
            raise AlreadyThere(counterpart)

    @transaction.atomic
    def save(self):
        """Write the copy and return it; see take_over()."""
        # Locked, because two pages added at once would get the same place in the tree, and two
        # copies made at once of one page would store its text twice.
        pages = Page.objects.filter(pk__in=[self.page.pk, self.parent.pk]).order_by("pk")
        parent = pages.select_for_update().in_bulk()[self.parent.pk]
        self.check_counterpart()
        if not (parent.is_root() or self.page.specific_class.can_create_at(parent)):
            raise ValidationError(_("There cannot be another page of this kind."))
        copy = self.add_copy(parent) if self.is_regional else self.add_translation(parent)
        taken_over.send(TakeOver, original=self.original, copy=copy, user=self.user)
        return copy

    def add_copy(self, parent):
        """Add a page with the words of its own region, which remembers where it comes from."""
        copy = drafts.blank_copy(self.original, self.locale, self.user)
        write(copy, in_words_for(copy, self.original, read(self.original)).content)
        drafts.add(copy, self.original, parent, self.user)
        start(copy, self.original, self.follow)
        type(copy).objects.filter(pk=copy.pk).update(base=copy.base)
        drafts.add_first_revision(copy, self.user)
        drafts.restrict_like(self.original, copy)
        return copy

    def add_translation(self, parent):
        source = update_source(self.page)
        if source is None:
            source = EditionSource.create_from_instance(self.original)
        translation, _created = Translation.objects.update_or_create(
            source=source, target_locale=self.locale, defaults={"enabled": True}
        )
        fill_strings(translation, self.proposals, self.user)
        copy = drafts.add_draft(translation, self.original, parent, self.user)
        drafts.restrict_like(self.original, copy)
        TranslationLog.objects.create(
            source=source, locale=self.locale, revision=copy.latest_revision
        )
        return copy


def take_over(page, locale, user=None, follow=Follow.ON_DECISION):
    """Copy a page into a locale as a draft and return the copy.

    In another edition it is a page of its own, with the names of the region changed, that remembers
    where it comes from; ``follow`` says what becomes of later changes there. In another language
    of the same edition it is a translation, with every sentence as far as a translator is set up.

    With a user, the rights on page and target are checked; without one, the caller is trusted.
    Raises ValidationError where the copy is not allowed (see check_route), AlreadyThere where it
    exists, PermissionDenied.
    """
    return TakeOver(page, locale, user, follow).save()


def counterpart_of(page, locale):
    """Return the page that stands for another one in a locale, or None."""
    return Page.objects.filter(translation_key=page.translation_key, locale=locale).first()
