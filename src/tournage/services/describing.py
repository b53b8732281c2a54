"""Names of places as people read them, for papers that know only their ids."""

from __future__ import annotations

from tournage.kernel.words import Phrase
from tournage.places.catalogue import Catalogue
from tournage.places.reasons import hub_name, location_name


def place_names(catalogue: Catalogue) -> dict[str, str | Phrase]:
    """Every location and hub of a country by id."""
    names: dict[str, str | Phrase] = {place.id: location_name(place) for place in catalogue.locations}
    names.update((hub.id, hub_name(hub.id)) for hub in catalogue.hubs)
    return names
