"""Conventions of page types as system checks: rules that cannot rot."""

from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, get_page_models

from .origins.content import unreadable


def page_types():
    return [model for model in get_page_models() if model is not Page]


@register()
def check_page_types(app_configs, **kwargs):
    """Every page type has the rules, template, translation policy and blocks that it needs."""
    errors = []
    for model in page_types():
        if app_configs is not None and model._meta.app_config not in app_configs:
            continue
        for rule in ("parent_page_types", "subpage_types"):
            if getattr(model, rule, None) is None:
                errors.append(Error(f"{model._meta.label} has no {rule}.", id="miglobe.E001"))
        try:
            get_template(model.template)
        except TemplateDoesNotExist:
            errors.append(
                Error(f"{model._meta.label} has no template {model.template}.", id="miglobe.E002")
            )
        named = {field.field_name for field in getattr(model, "override_translatable_fields", [])}
        errors += [
            Error(
                f"{model._meta.label}.{name} has no translation policy.",
                hint="Name it in override_translatable_fields.",
                id="miglobe.E003",
            )
            for name in sorted(own_fields(model) - named)
        ]
        errors += [
            Error(
                f"{model._meta.label}.{field.name} holds an ImageBlock.",
                hint="wagtail-localize fails on an empty one: use ImageChooserBlock and a text.",
                id="miglobe.E004",
            )
            for field in model._meta.get_fields()
            if isinstance(field, StreamField) and any(image_blocks_in(field.stream_block))
        ]
        crosses = not getattr(model, "bound_to_edition", False)
        errors += [
            Error(
                f"{model._meta.label}.{name} cannot be compared with that of another edition.",
                hint="Teach editions.origins.parts to read it, or set bound_to_edition.",
                id="miglobe.E005",
            )
            for name in (unreadable(model) if crosses else ())
        ]
    return errors


def image_blocks_in(block):
    """Yield the ImageBlocks in a block, at any depth."""
    if isinstance(block, ImageBlock):
        yield block
        return
    below = list(getattr(block, "child_blocks", {}).values())
    below += [block.child_block] if hasattr(block, "child_block") else []
    for child in below:
        yield from image_blocks_in(child)


def own_fields(model):
    """Names of the editable fields and child rows that a page type adds to Wagtail's Page."""

    def names(page_type):
        fields = {field.name for field in page_type._meta.get_fields() if is_editable(field)}
        children = get_all_child_relations(page_type)
        return fields | {relation.get_accessor_name() for relation in children}

    return names(model) - names(Page) - {"page_ptr"}


def is_editable(field):
    return getattr(field, "editable", False)
