"""The form "take over into another edition or language", in place of wagtail-localize's own.

That one asks for a right that is given for all pages at once, and for none on the pages.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..access import permissions
from ..access.visibility import can_read
from ..forms import TakeOverForm
from ..jobs import plan
from ..models import Follow
from ..takeover import take_over
from ..targets import leads_somewhere, targets


class TakeOverView(WagtailAdminTemplateMixin, FormView):
    form_class = TakeOverForm
    template_name = "editions/take_over.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page.objects.select_related("locale"), pk=kwargs["page_id"])
        if self.page.is_root():
            raise Http404
        user = request.user
        if not can_read(user, self.page) or not leads_somewhere(user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def targets(self):
        return targets(self.request.user, self.page)

    @cached_property
    def open_targets(self):
        return [target for target in self.targets if target.is_open]

    def get_page_title(self):
        own = permissions.is_own(self.request.user, self.page)
        title = self.page.specific_deferred.get_admin_display_title() if own else self.page.title
        return _("Take “%(title)s” over") % {"title": title}

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"targets": self.open_targets}

    def get_initial(self):
        wanted = self.request.GET.get("select_locale")
        locales = [target.locale for target in self.open_targets]
        found = [locale for locale in locales if locale.language_code == wanted]
        below = not any(target.takes_page for target in self.open_targets)
        return {"follow": Follow.ON_DECISION, "below": below} | (
            {"target": found[0]} if found else {}
        )

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.open_targets else None

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            page=self.page,
            done=[target for target in self.targets if target.counterpart],
            back_url=get_valid_next_url_from_request(self.request)
            or reverse("wagtailadmin_explore", args=[self.page.get_parent().pk]),
        )

    def post(self, request, *args, **kwargs):
        if not self.open_targets:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        target = form.targets[form.cleaned_data["target"].pk]
        below = target.below if form.cleaned_data.get("below") else []
        follow = form.cleaned_data["follow"]
        if not (below or target.missing):
            return self.take_over_at_once(form, target.locale, follow)
        pages = [self.page, *below] if target.takes_page else below
        job = plan(pages, target.locale, follow, self.request.user)
        return redirect("take_over_job", job.pk)

    def take_over_at_once(self, form, locale, follow):
        try:
            copy = take_over(self.page, locale, self.request.user, follow)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        text = _("“%(title)s” is taken over into %(locale)s.")
        messages.success(self.request, text % {"title": copy.title, "locale": locale})
        return redirect("wagtailadmin_pages:edit", copy.pk)
