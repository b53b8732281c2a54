"""The joints between desks: what one hands to the next."""
