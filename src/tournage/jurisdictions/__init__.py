"""One folder a place: dated data with source and confidence per value."""
