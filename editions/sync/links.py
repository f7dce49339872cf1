"""A link of a copy's own stays when the link of the original has another address."""

from collections.abc import Iterator

from wagtail_localize.models import SegmentOverride, Translation, TranslationSource


def paths_of(source: TranslationSource) -> dict[int, str]:
    """Return {context id: path} of what copies may replace: pictures, links, documents."""
    return dict(source.overridablesegment_set.values_list("context_id", "context__path"))


def carry_links(translation: Translation, before: dict[int, str], after: dict[int, str]) -> None:
    """Give what a copy has in place of a link to the link that stands there now.

    A link is known by its address, which may change: it has another context then.
    """
    overrides = SegmentOverride.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    own = {override.context_id: override for override in overrides}
    for old, new in replaced_links(before, after):
        for was, now in zip(old, new, strict=False):
            if was in own and now not in own:
                override = own[was]
                override.pk, override.context_id = None, now
                override.save()


def replaced_links(before: dict, after: dict) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (context ids of links gone, context ids of new links) of each block."""

    def only_in(one: dict, other: dict, block: str) -> list[int]:
        return [pk for pk, path in one.items() if block_of(path) == block and pk not in other]

    for block in sorted({block_of(path) for path in after.values() if ".'" in path}):
        yield only_in(before, after, block), only_in(after, before, block)


def block_of(path: str) -> str:
    return path.partition(".'")[0]
