"""What checks and the parts of a run are called for the administration."""

from django.utils.translation import gettext_lazy as _

CHECKS = {
    "database": _("Database"),
    "migrations": _("Updates of the database"),
    "media": _("Storage for uploads"),
    "mails": _("Mail"),
    "daily": _("Daily run"),
    "backup": _("Backup"),
}
PARTS = {
    "daily.publish_scheduled": _("Publish scheduled pages"),
    "daily.forget_addresses": _("Forget old sessions and addresses of failed logins"),
    "daily.forget_done_take_overs": _("Forget old plans of taking pages over"),
    "daily.refresh_copies": _("Refresh copies of pages"),
    "daily.make_digests": _("Make the weekly mails"),
    "renditions.tidy": _("Delete pictures that nobody may see any more"),
    "uploads.forget_abandoned": _("Delete abandoned uploads"),
    "sender.tidy": _("Forget old mails"),
    "wagtail_hooks.keep_profiles_current": _("Remind advisors of their profiles"),
    "portraits.tidy_all": _("Delete portraits that nothing shows"),
    "wagtail_hooks.forget_old_links": _("Forget old private links"),
    "retention.forget_old": _("Delete personal data of old requests"),
    "nudges.nudge_all": _("Remind of requests that wait"),
    "report_nudges.nudge_all": _("Remind of barriers that wait"),
    "report_retention.delete_old": _("Delete old feedback"),
    "wagtail_hooks.follow_what_has_changed": _("Read pages and documents for the search"),
    "daily.send_mails": _("Send mails"),
}


def label_of(name: str) -> str:
    """``name``: module and function, of which the last two parts tell enough; else it stays."""
    return str(PARTS.get(".".join(name.split(".")[-2:]), name))
