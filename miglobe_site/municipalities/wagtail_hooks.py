from django.contrib.auth.models import Permission
from wagtail import hooks


@hooks.register("permissions_for_staff")
def permissions_on_municipalities():
    """The staff of each edition add and change municipalities, as far as the form lets them."""
    codenames = ["add_municipality", "change_municipality"]
    return Permission.objects.filter(
        content_type__app_label="municipalities", codename__in=codenames
    )
