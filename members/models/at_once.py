"""Values that an advisor changes at once, so that no older version of the page takes them back.

``MemberPage.saved_at_once`` says for each such field when the advisor last saved it. It is part of
every version: one that does not know the latest moment is older than the value, and gets it from
the row in the database however it is saved or published.
"""

from django.utils import timezone

RELATIONS = {"member_languages"}


def lock(model, pk):
    """Lock the row of a page until the transaction ends; return it as it is now, or None."""
    return model.objects.select_for_update().filter(pk=pk).first()


def mark(page, names):
    """Note that these fields are saved now."""
    now = timezone.now().isoformat()
    page.saved_at_once = page.saved_at_once | dict.fromkeys(names, now)


def take_over_newer(page, row):
    """Give a version what was saved at once since it was made; return whether there was any."""
    newer = {
        name: moment
        for name, moment in row.saved_at_once.items()
        if page.saved_at_once.get(name, "") < moment
    }
    for name in newer:
        value = getattr(row, name)
        setattr(page, name, list(value.all()) if name in RELATIONS else value)
    page.saved_at_once = page.saved_at_once | newer
    return bool(newer)
