"""Mails that are to be sent, errands that make some, and who sends."""

import base64
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: How long after the first, the second and each further try the next one comes, in minutes.
DELAYS = (5, 15, 30)
#: How long a mail is tried; then it has failed, and staff are told.
PATIENCE = timedelta(hours=72)
#: A mail that waits for longer than this is told to staff before it has failed.
LATE = timedelta(hours=1)
#: How long a try may take before it counts as interrupted.
IN_FLIGHT = timedelta(minutes=2)
#: How long is kept to whom which mail went.
KEEP = timedelta(days=30)


def delay_after(tries: int) -> timedelta:
    """How long to wait after a number of tries."""
    return timedelta(minutes=DELAYS[min(tries, len(DELAYS)) - 1])


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self) -> "MailQuerySet":
        return self.filter(state=Mail.State.WAITING)

    def due(self) -> "MailQuerySet":
        return self.waiting().filter(next_try__lte=timezone.now()).order_by("next_try", "pk")

    def failed(self) -> "MailQuerySet":
        return self.filter(state=Mail.State.FAILED)

    def late(self) -> "MailQuerySet":
        """Those that wait although they were tried, or should have been, and time has passed."""
        long_ago = timezone.now() - LATE
        tried = models.Q(tries__gt=0) | models.Q(next_try__lt=long_ago)  # no sender: no try
        return self.waiting().filter(tried, made_at__lt=long_ago)

    def settled(self) -> "MailQuerySet":
        """All but those whose try is going on at this moment."""
        started = timezone.now() - IN_FLIGHT
        return self.exclude(reason=Mail.Reason.INTERRUPTED, tried_at__gt=started)

    def send_again(self) -> int:
        """Let the sender try those that wait or have failed at once; return how many.

        Those that have failed are tried for the whole time anew.
        """
        now = timezone.now()
        waiting = self.settled().waiting().update(next_try=now)
        failed = self.failed().update(
            state=Mail.State.WAITING, tries=0, next_try=now, give_up_at=now + PATIENCE, done_at=None
        )
        return waiting + failed

    def give_up(self) -> int:
        """Send those never that have failed, and forget what they said; return how many."""
        return self.failed().update(state=Mail.State.GIVEN_UP, body="", parts={})

    def naming(self, addresses: set[str], names: set[str]) -> "MailQuerySet":
        """Those to one of the addresses, or with one of the addresses or names in them."""
        wanted = models.Q(pk=None)
        for address in filter(None, addresses):
            wanted |= models.Q(to__icontains=address)
        for word in filter(None, addresses | names):
            wanted |= models.Q(subject__icontains=word) | models.Q(body__icontains=word)
        return self.filter(wanted)


class Mail(models.Model):
    """One mail to one address, as it was made: a repeat is the same mail with the same Message-ID.

    Once it is delivered, its text is emptied: many hold links that are as good as a password.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("delivered to the mail server")
        FAILED = "failed", _("not delivered")
        GIVEN_UP = "given-up", _("given up by staff")

    class Reason(models.TextChoices):
        """Why the last try did not deliver it, in words of the staff."""

        INTERRUPTED = "interrupted", _("Sending was interrupted.")
        UNREACHABLE = "unreachable", _("The mail server does not answer.")
        LOGIN = "login", _("The mail server does not accept our user name or password.")
        ENCRYPTION = "encryption", _("There is no safe connection to the mail server.")
        LATER = "later", _("The mail server asks us to try again later.")
        DROPPED = "dropped", _("The mail server broke off the connection.")
        SENDER = "sender", _("The mail server does not accept our sender address.")
        MAILBOX = "mailbox", _("The mail server takes no mail for this address.")
        REFUSED = "refused", _("The mail server refuses this mail.")
        BROKEN = "broken", _("This mail cannot be put together.")

    edition = models.CharField(_("edition"), max_length=8, blank=True)
    to = models.CharField(_("recipient"), max_length=320)
    subject = models.TextField(_("subject"))
    sender = models.CharField(max_length=320)
    headers = models.JSONField()  # with Message-ID and Date
    body = models.TextField(blank=True)
    parts = models.JSONField(default=dict)  # see parts_of()

    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_try = models.DateTimeField(_("next try"), default=timezone.now)
    give_up_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)  # when it was sent, or failed
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices, blank=True)
    code = models.PositiveSmallIntegerField(null=True)  # of the mail server's answer

    objects = MailQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [models.Index(fields=["state", "next_try"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.pk}"  # never the address: this stands in logs

    def message(self) -> EmailMultiAlternatives:
        """The mail as it is sent."""
        message = EmailMultiAlternatives(
            self.subject, self.body, self.sender, [self.to], headers=self.headers
        )
        message.content_subtype = self.parts.get("subtype", "plain")
        for content, mimetype in self.parts.get("alternatives", []):
            message.attach_alternative(content, mimetype)
        for name, content, mimetype, is_text in self.parts.get("attachments", []):
            data = content if is_text else base64.b64decode(content)
            message.attach(name, data, mimetype)
        return message

    @property
    def is_being_sent(self) -> bool:
        """Whether a try goes on; one that takes too long was interrupted."""
        is_open = self.state == self.State.WAITING and self.reason == self.Reason.INTERRUPTED
        return is_open and bool(self.tried_at and self.tried_at > timezone.now() - IN_FLIGHT)


class Errand(models.Model):
    """Work that makes mails, done by the sender: a request must not show by its time what it is.

    A login link is asked for with an address; whether it is somebody's, only the sender looks.
    """

    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("errand")
        verbose_name_plural = _("errands")

    def __str__(self) -> str:
        return f"{self.kind} ({self.pk})"


class Sender(models.Model):
    """Which process of the installation sends, and until when it says so; one row."""

    name = models.CharField(max_length=16, blank=True)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name = _("sender")
        verbose_name_plural = _("senders")

    def __str__(self) -> str:
        return self.name
