"""Saving: the production folder."""
