"""The engine behind its narrow door."""
