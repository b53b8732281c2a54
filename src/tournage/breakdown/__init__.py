"""The breakdown desk: one sheet a scene, every element with its evidence."""
