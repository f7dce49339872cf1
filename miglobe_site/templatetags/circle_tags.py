"""The motif: circles in the colours and the order of the logo."""

from django import template

register = template.Library()

COLOURS = ("red", "yellow", "green", "blue", "purple")
#: Centres of the five circles of radius 100, from the top clockwise.
CENTRES = ((0, -131), (124.6, -40.5), (77, 106), (-77, 106), (-124.6, -40.5))
#: By how much of the radius a face or its initials move outward, so that no overlap cuts an eye.
OUTWARD = 0.09


@register.simple_tag
def five_circles(people=()):
    """The five circles for a template, each with a person while there are enough."""
    people = [*(people or ())][: len(CENTRES)]
    people += [None] * (len(CENTRES) - len(people))
    circles = []
    for colour, (x, y), person in zip(COLOURS, CENTRES, people, strict=True):
        away = OUTWARD * 100 / (x * x + y * y) ** 0.5
        out_x, out_y = x * away, y * away
        place = {"x": x, "y": y, "out_x": out_x, "out_y": out_y, "left": out_x - 109,
                 "top": out_y - 109}  # fmt: skip
        texts = {name: f"{number:.1f}" for name, number in place.items()}
        circles.append({"colour": colour, "person": person, **texts})
    return circles


@register.simple_tag
def chain(number):
    """The circles of up to five steps, each overlapping the next one, in circles of radius 158."""
    circles = [
        {"colour": colour, "x": 158 + 282 * place} for place, colour in enumerate(COLOURS[:number])
    ]
    lenses = [
        {"colours": f"{circle['colour']}-{COLOURS[place + 1]}", "x": circle["x"] + 141}
        for place, circle in enumerate(circles[:-1])
    ]
    return {"width": 316 + 282 * (number - 1), "circles": circles, "lenses": lenses}
