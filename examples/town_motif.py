"""The picture of a practice example that has none: its town in two of the logo's circles.

The outline of the federal state lies in a large circle, cut by it, with the town in the middle; a
small circle overlaps its edge. A town that is on no map gets the whole state and an open ring.
"""

from math import hypot

from miglobe_site.municipalities.germany import bounds

#: Radius of the large circle, and of the small one.
LARGE, SMALL = 100, 38
#: The two colours, as in the logo they stand beside each other, and where the small circle lies.
LOOKS = (
    ("red", "yellow", (86, 60)),
    ("yellow", "red", (78, -74)),
    ("blue", "purple", (-86, 60)),
    ("green", "yellow", (-80, -70)),
    ("purple", "blue", (84, -64)),
)
#: How the colours of two circles are named where they overlap: in the order of the logo.
ORDER = ("red", "yellow", "green", "blue", "purple")
#: The state by the side of a circle: its town is seen from near, a whole state from afar.
NEAR, WHOLE = 1.02, 150


def of_example(page, town, edition):
    """Return what the template of the motif needs; the colours are fixed for each example."""
    first, second, corner = LOOKS[(page.pk or 0) % len(LOOKS)]
    left, top, right, bottom = bounds(edition.key)
    if town and town.place:
        (x, y), scale = town.place, NEAR
    else:
        x, y = (left + right) / 2, (top + bottom) / 2
        scale = WHOLE / max(right - left, bottom - top)
    return {
        "first": first,
        "second": second,
        "lens": lens_name(first, second),
        "corner": corner,
        "small": SMALL,
        "lens_path": lens(corner),
        "transform": f"scale({scale:.2f}) translate({-x:.1f} {-y:.1f})",
        "has_place": bool(town and town.place),
    }


def lens_name(first, second):
    """Return the name of an overlap as the style sheet has it; red and purple meet as last."""
    a, b = sorted((first, second), key=ORDER.index)
    return "purple-red" if (a, b) == ("red", "purple") else f"{a}-{b}"


def lens(corner):
    """Return the outline of what both circles cover, for SVG."""
    x, y = corner
    away = hypot(x, y)
    along = (LARGE**2 - SMALL**2 + away**2) / (2 * away)
    across = (LARGE**2 - along**2) ** 0.5
    foot_x, foot_y = x * along / away, y * along / away
    side_x, side_y = -y * across / away, x * across / away
    one, other = (foot_x + side_x, foot_y + side_y), (foot_x - side_x, foot_y - side_y)
    ends = [f"{a:.1f} {b:.1f}" for a, b in (one, other)]
    return f"M{ends[0]}A{SMALL} {SMALL} 0 0 1 {ends[1]}A{LARGE} {LARGE} 0 0 1 {ends[0]}Z"
