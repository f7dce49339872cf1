"""The search in the CMS: recommendations, what was not found, and synonyms."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from editions.registry import parse_code
from miglobe_site.accounts.models import User

from .models import MissedSearch, Promotion, Synonym
from .promotions import keys_of
from .related import phrases


def own_pages(user: User | AnonymousUser) -> PageQuerySet:
    """The pages that a user may publish: those whose recommendations are the user's."""
    return page_permission_policy.instances_user_has_permission_for(user, "publish")


class PromotionForm(WagtailAdminModelForm):
    class Meta:
        model = Promotion
        fields = ["phrases", "page"]
        widgets = {"page": AdminPageChooser}

    def clean_page(self) -> Page:
        page = self.cleaned_data["page"]
        if not own_pages(self.for_user).filter(pk=page.pk, live=True, depth__gt=1).exists():
            raise forms.ValidationError(_("Please choose a public page of your own edition."))
        return page

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        page, phrases = cleaned.get("page"), cleaned.get("phrases")
        if page and phrases:
            language = parse_code(page.locale.language_code)[0]
            self.instance.keys = keys_of(phrases, language)
            if not self.instance.keys:
                self.add_error("phrases", _("There is no word in it."))
        return cleaned


class SearchAdmin(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # Django's takes none at run time
    """For whoever publishes pages; each sees the own edition alone."""

    form_class = PromotionForm
    template_name = "search/search_admin.html"
    page_title = _("Search on the website")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not page_permission_policy.user_has_permission(request.user, "publish"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def promotions(self) -> QuerySet[Promotion]:
        own = own_pages(self.request.user).values("pk")
        return Promotion.objects.filter(page__in=own).select_related("page__locale")

    @property
    def missed(self) -> QuerySet[MissedSearch]:
        codes = own_pages(self.request.user).order_by().values("locale__language_code").distinct()
        return MissedSearch.objects.filter(locale_code__in=codes)[:100]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "delete" not in request.POST:
            return super().post(request, *args, **kwargs)
        pk = request.POST["delete"][:18]
        get_object_or_404(self.promotions, pk=int(pk) if pk.isdecimal() else 0).delete()
        messages.success(request, _("The recommendation has been deleted."))
        return HttpResponseRedirect(self.get_success_url())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"for_user": self.request.user}

    def form_valid(self, form: PromotionForm) -> HttpResponse:
        own = {"page": form.instance.page, "keys": form.instance.keys}
        if not Promotion.objects.filter(**own).exists():
            form.save()
        messages.success(self.request, _("The recommendation counts from now on."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("search_desk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missed = [(row, parse_code(row.locale_code)[1].short_name) for row in self.missed]
        return super().get_context_data(**kwargs) | {
            "promotions": self.promotions,
            "missed": missed,
        }


class SynonymForm(WagtailAdminModelForm):
    def clean_words(self) -> str:
        """Return the words with one comma and one blank between them; there are at least two."""
        words = [" ".join(word.split()) for word in self.cleaned_data["words"].split(",")]
        words = [word for word in words if phrases(word)]
        joined = ", ".join(dict.fromkeys(words))
        if len(phrases(joined)) < 2:
            raise forms.ValidationError(
                _("Please enter at least two different words with a comma between them.")
            )
        if Synonym.objects.filter(words=joined).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("These words are synonyms already."))
        return joined


class SynonymViewSet(ModelViewSet):
    """For the editors of all editions, which share the synonyms."""

    model = Synonym
    edit_handler = ObjectList([FieldPanel("words")], base_form_class=SynonymForm)
    name = "synonyms"
    icon = "search"
    menu_label = _("Synonyms of the search")
    menu_order = 1210
    menu_hook = "register_reports_menu_item"
    list_display = ["words"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["words"]
    copy_view_enabled = False
