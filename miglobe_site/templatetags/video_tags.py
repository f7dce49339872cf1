from django import template
from wagtailmedia import get_permission_policy

register = template.Library()


@register.filter
def clock(seconds):
    """Seconds as players show them: "1:05", "1:02:03"."""
    minutes, rest = divmod(int(seconds or 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.simple_tag(takes_context=True)
def own_collections(context):
    """The collections in which the user may add or change videos."""
    user = context["request"].user
    return get_permission_policy().collections_user_has_any_permission_for(user, ["add", "change"])
