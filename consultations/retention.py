"""How long requests are kept: what names people goes, what is counted stays."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations import assigning
from consultations.choices import State, Step
from consultations.models import ConsultationRequest, RequestEvent, WishedAdvisor
from editions.homes import archived_editions
from members.forgetting.forget import tidy
from members.models import MemberPage
from miglobe_site.outbox.models import Mail

#: After the end of a request.
KEEP_PERSONAL_DATA = timedelta(days=365)
KEEP_QUARANTINE = timedelta(days=30)
PERSONAL = ("name", "email", "phone", "role", "concern", "period")


@transaction.atomic
def forget(sent: ConsultationRequest, user: Any = None) -> bool:
    """Delete what a request says of people; edition, municipality, state, topics and dates stay.

    One that is still open is over then: nobody can answer it any more.
    """
    now = timezone.now()
    kept = ConsultationRequest.objects.filter(pk=sent.pk, forgotten_at=None)
    emptied = dict.fromkeys((*PERSONAL, "suspicions"), "")
    # The digest is made of what was typed.
    if not kept.update(forgotten_at=now, sent_digest=f"forgotten-{sent.pk}", **emptied):
        return False
    is_open = ConsultationRequest.objects.filter(pk=sent.pk, ended_at=None)
    was_open = is_open.update(state=State.WITHDRAWN, ended_at=now)
    sent.wished_advisors.all().delete()
    sent.events.update(text="")
    mails_about(sent).delete()
    if was_open:
        sent.refresh_from_db()
        assigning.end(sent)
    sent.assignments.all().empty()
    RequestEvent.objects.create(request=sent, step=Step.FORGOTTEN, user=user)
    return True


def mails_about(sent: Any) -> Any:
    """Mails that name the reference: the address may have another request that is not over."""
    mails = Mail.objects.filter(edition=sent.edition)
    return mails.naming(set(), {sent.reference, sent.spelled_reference})


def forget_at_once(sent: ConsultationRequest, user: Any) -> bool:
    """Do so on demand, to the last byte."""
    if done := forget(sent, user):
        tidy()
    return done


def forget_old() -> str:
    """Each day: what ended long ago, and what nobody took out of quarantine."""
    now = timezone.now()
    old = ConsultationRequest.objects.filter(
        forgotten_at=None, ended_at__lt=now - KEEP_PERSONAL_DATA
    )
    forgotten = sum(forget(sent) for sent in old.iterator())
    left = unread_spam(ConsultationRequest.objects.all())
    number = sum(delete_spam(sent) for sent in left)
    if forgotten or number:
        tidy()
    return (
        f"personal data of {forgotten} old requests forgotten, "
        f"{number} requests deleted that stayed in quarantine for {KEEP_QUARANTINE.days} days"
    )


def unread_spam(rows: Any, kept: timedelta = KEEP_QUARANTINE) -> Any:
    """What may be deleted unseen; nobody may look through what is of an archived edition."""
    archived = [edition.key for edition in archived_editions()]
    return left_in_quarantine(rows, kept).exclude(edition__in=archived)


def left_in_quarantine(rows: Any, kept: timedelta) -> Any:
    return rows.exclude(suspicions="").filter(created_at__lt=timezone.now() - kept)


@transaction.atomic
def delete_spam(sent: ConsultationRequest) -> bool:
    """Delete a request that is (still) in quarantine.

    The row is locked: to delete a queryset, Django reads it first and asks no condition again.
    """
    rows = ConsultationRequest.objects.select_for_update().filter(pk=sent.pk)
    spam = rows.exclude(suspicions="").first()
    if spam is None:
        return False
    spam.delete()
    return True


def forget_wishes(page: MemberPage) -> dict[str, int]:
    """Part of forgetting an advisor: who was asked for is nobody's business any more."""
    wishes = WishedAdvisor.objects.filter(profile=page.translation_key)
    return {_("Wishes in requests"): wishes.delete()[0]}


def forget_assignments(page: MemberPage) -> dict[str, int]:
    """Likewise: who was asked by staff."""
    return {_("Questions to advise"): assigning.forget(page.translation_key)}
