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
from .models import Mode
from .models.edition_source import EditionSource
from .registry import parse_code
from .sync.proposals import Proposals
from .sync.refresh import update_source
from .wording import fill_strings, regional_text, texts_of

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


def check_mirror(page, locale):
    """Raise ValidationError where a copy word for word would be wrong."""
    if parse_code(locale.language_code)[0] != "de":
        raise ValidationError(_("Into another language, a page cannot be mirrored."))
    if text := regional_text(page, locale):
        raise ValidationError(
            _("The text names the region, so it cannot be mirrored: “%(text)s”") % {"text": text}
        )


class TakeOver:
    """One page on its way into a locale.

    Making it checks whether it is allowed and asks for the words of the copy, perhaps a service far
    away; save() then writes it all in one transaction.
    """

    def __init__(self, page, locale, user=None, mode=Mode.ADAPTED):
        check_route(page, locale)
        self.page, self.locale, self.user, self.mode = page, locale, user, mode
        self.check_rights()
        self.check_counterpart()
        if mode == Mode.MIRRORED:
            check_mirror(self.original, locale)
        else:
            self.proposals = Proposals(page.locale, locale)
            if not self.proposals.is_regional:  # a service that is asked once, before the writing
                self.proposals.ask(text.data for text in texts_of(self.original))

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
        live = self.mode == Mode.MIRRORED
        if not can_read(self.user, self.page):
            raise PermissionDenied
        if not permissions.can_add_below(self.user, self.parent, live):
            raise PermissionDenied

    def check_counterpart(self):
        """Return the mirrored page that is to become one of its own, or None."""
        counterpart = counterpart_of(self.page, self.locale)
        if counterpart is None:
            return None
        if self.mode == Mode.MIRRORED or counterpart.alias_of_id != self.page.pk:
            raise AlreadyThere(counterpart)
        return counterpart.specific

    @transaction.atomic
    def save(self):
        """Write the copy and return it; see take_over()."""
        # Locked, because two pages added at once would get the same place in the tree, and two
        # copies made at once of one page would store its text twice.
        pages = Page.objects.filter(pk__in=[self.page.pk, self.parent.pk]).order_by("pk")
        parent = pages.select_for_update().in_bulk()[self.parent.pk]
        alias = self.check_counterpart()
        fits = parent.is_root() or self.page.specific_class.can_create_at(parent)
        if alias is None and not fits:
            raise ValidationError(_("There cannot be another page of this kind."))
        if self.mode == Mode.MIRRORED:
            return drafts.mirror(self.original, parent, self.locale, self.user)
        source = update_source(self.page)
        if source is None:
            source = EditionSource.create_from_instance(self.original)
        translation, _created = Translation.objects.update_or_create(
            source=source,
            target_locale=self.locale,
            defaults={"enabled": self.mode == Mode.ADAPTED},
        )
        fill_strings(translation, self.proposals, self.user)
        if alias is None:
            copy = drafts.add_draft(translation, self.original, parent, self.user)
        else:
            copy = drafts.convert_alias(alias, translation, self.user)
        if alias or self.original.view_restrictions.exists():
            source.sync_view_restrictions(self.original, copy)
        TranslationLog.objects.create(
            source=source, locale=self.locale, revision=copy.latest_revision
        )
        taken_over.send(TakeOver, original=self.original, copy=copy, user=self.user)
        return copy


def take_over(page, locale, user=None, mode=Mode.ADAPTED):
    """Copy a page into a locale and return the copy.

    Adapted, it is a draft that stays in step with the page, with every sentence in it: between
    editions with the names of the region changed, between languages as far as a translator is set
    up. Independent, it is the same draft but goes its own way. Mirrored, it is the page word for
    word, live as the page is; taken over again in another mode, it becomes such a copy.

    With a user, the rights on page and target are checked; without one, the caller is trusted.
    Raises ValidationError where the copy is not allowed (see check_route), AlreadyThere where it
    exists, PermissionDenied.
    """
    return TakeOver(page, locale, user, mode).save()


def counterpart_of(page, locale):
    """Return the page that stands for another one in a locale, or None."""
    return Page.objects.filter(translation_key=page.translation_key, locale=locale).first()
