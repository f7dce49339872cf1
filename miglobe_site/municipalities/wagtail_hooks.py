from django.contrib.auth.models import Permission
from wagtail import hooks

from . import register


@hooks.register("prepare_edition")
def municipalities_of_the_state(home):
    register.enter(home.edition.key)


@hooks.register("permissions_for_staff")
def permissions_on_municipalities():
    """The staff of each edition add and change municipalities, as far as the form lets them."""
    codenames = ["add_municipality", "change_municipality"]
    return Permission.objects.filter(
        content_type__app_label="municipalities", codename__in=codenames
    )
