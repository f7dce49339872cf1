"""The form with which a page is taken over."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from .models import Follow

WAYS = {
    Follow.ON_DECISION: gettext_lazy(
        "You see in the editor what has changed there, and decide what you take over."
    ),
    Follow.AT_ONCE: gettext_lazy(
        "What has changed there is public here at once, as far as it does not touch your own text."
    ),
    Follow.NEVER: gettext_lazy("The page goes its own way from now on. You can change that later."),
}


class TakeOverForm(forms.Form):
    """``targets``: the open ones (see targets.Target); at least one."""

    target = forms.ModelChoiceField(
        Locale.objects.none(),
        label=gettext_lazy("Into which edition or language?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    follow = forms.ChoiceField(
        label=gettext_lazy("What becomes of later changes?"),
        widget=forms.RadioSelect,
        initial=Follow.ON_DECISION,
        required=False,
    )
    below = forms.BooleanField(required=False)

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.targets = {target.locale.pk: target for target in targets}
        target = self.fields["target"]
        target.queryset = Locale.objects.filter(pk__in=self.targets)
        if len(targets) == 1:
            target.initial = targets[0].locale
        may_publish = any(target.may_publish for target in targets)
        self.fields["follow"].choices = [
            (way, way.label) for way in WAYS if may_publish or way != Follow.AT_ONCE
        ]
        if not any(target.is_regional for target in targets):
            del self.fields["follow"]  # a translation always follows
        count = max(len(target.below) for target in targets)
        self.fields["below"].label = _("The pages below it too (%(count)d)") % {"count": count}
        if not count:
            del self.fields["below"]

    def clean(self):
        cleaned = super().clean()
        locale = cleaned.get("target")
        cleaned["follow"] = Follow(cleaned.get("follow") or Follow.ON_DECISION)
        if locale:
            target = self.targets[locale.pk]
            if cleaned["follow"] == Follow.AT_ONCE and not target.may_publish:
                raise ValidationError(
                    {"follow": _("There, you have no right to let pages go live by themselves.")}
                )
            if not target.takes_page and not (cleaned.get("below") and target.below):
                raise ValidationError(
                    {"target": _("The page is there already. Tick the pages below it, too.")}
                )
        return cleaned

    @property
    def ways(self):
        """(radio button, what the way means) for the template."""
        return [(radio, WAYS[Follow(radio.data["value"])]) for radio in self["follow"]]

    @property
    def places(self):
        """(radio button, Target) for the template."""
        return [(radio, self.targets[radio.data["value"].value]) for radio in self["target"]]
