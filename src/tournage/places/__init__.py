"""The places desk: locations that double for the story, sun, roads, climate, calendar."""
