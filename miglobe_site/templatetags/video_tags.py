from django import template

register = template.Library()


@register.filter
def clock(seconds):
    """Seconds as players show them: "1:05", "1:02:03"."""
    minutes, rest = divmod(int(seconds or 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
