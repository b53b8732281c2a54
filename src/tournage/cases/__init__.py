"""Work built from several desks."""
