"""Topics in the CMS, under the settings."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from members.models import Topic
from miglobe_site.slugs import slug_of


class TopicForm(WagtailAdminModelForm):
    """The name in addresses is made from the name where staff leave it empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        cleaned["slug"] = cleaned.get("slug") or slug_of(cleaned.get("name_de", ""))[:60]
        return cleaned


class TopicDeleteView(DeleteView):
    """Topics in use stay: profiles name them."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_protected": self.object.is_used}

    def delete_action(self):
        if self.object.is_used:
            raise PermissionDenied
        super().delete_action()


class TopicViewSet(ModelViewSet):
    """No snippet: snippets can be deleted many at once, whether they are in use or not."""

    model = Topic
    edit_handler = ObjectList(Topic.panels, base_form_class=TopicForm)
    name = "topics"
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 150
    add_to_settings_menu = True
    delete_view_class = TopicDeleteView
    list_display = ["name_de", "name_en", "sort_order"]
    list_per_page = 50
    search_backend_name = None
    search_fields = ["name_de", "name_en"]
