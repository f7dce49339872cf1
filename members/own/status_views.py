"""The first page of the own area: what is public, what waits, what the staff answered."""

from members.own.doors import advisor
from members.own.render import show


@advisor
def status(request, page):
    return show(request, page, "status")
