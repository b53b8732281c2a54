"""Measurements, as ratios against named peers on the same machine."""
