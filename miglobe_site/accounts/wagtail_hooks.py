"""What accounts leave to the sender of mails."""

from wagtail import hooks

from miglobe_site.accounts import password_reset

hooks.register("errands", lambda: {password_reset.ERRAND: password_reset.send_to_few})
