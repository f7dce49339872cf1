"""How far it is from a municipality to the town of an advisor, by the places of the map."""

from math import asin, cos, radians, sin, sqrt
from typing import TypeAlias

from miglobe_site.municipalities.finding import named
from miglobe_site.municipalities.models import Municipality
from miglobe_site.slugs import slug_of

#: Latitude and longitude, in degrees.
Point: TypeAlias = tuple[float, float]
EARTH_KM = 6371.0


class Towns:
    """The places of a federal state by name; one query."""

    def __init__(self, state: str) -> None:
        rows = Municipality.objects.filter(state=state)
        places = rows.values_list("name", "latitude", "longitude")
        self.points = {
            slug_of(name): (float(north), float(east))
            for name, north, east in places
            if north is not None and east is not None
        }

    def start(self, municipality: Municipality | None, name: str) -> Point | None:
        """Where a request comes from: a municipality of any state, or a name that was typed."""
        if municipality is None:
            return self.find(name)
        if municipality.latitude is None or municipality.longitude is None:
            return None
        return float(municipality.latitude), float(municipality.longitude)

    def find(self, name: str) -> Point | None:
        return named(name, self.points)

    def km(self, start: Point | None, town: str) -> int | None:
        """Return the kilometres to a town as the crow flies; None where a place is unknown."""
        end = self.find(town)
        return None if start is None or end is None else round(kilometres(start, end))


def kilometres(start: Point, end: Point) -> float:
    """Return the length of the great circle (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (start, end))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
