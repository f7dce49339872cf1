"""Requests for which Wagtail 7.4's views answer 500 instead of refusing them."""

from wagtail.models import Page


def breaks_its_view(request, match):
    if match.view_name == "wagtailadmin_pages:preview_on_add":
        return not can_stand(**match.kwargs)
    if match.view_name == "wagtailadmin_choose_page_external_link":
        return request.method == "POST" and "external-link-chooser-url" not in request.POST
    return False


def can_stand(content_type_app_name, content_type_model_name, parent_page_id):
    """Whether a page of a type can be made below a parent."""
    parent = Page.objects.filter(pk=parent_page_id).first()
    models = parent.specific_class.creatable_subpage_models() if parent else []
    label = f"{content_type_app_name}.{content_type_model_name}"
    return label in {model._meta.label_lower for model in models}
