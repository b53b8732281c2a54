"""The feasibility study: one answer from a screenplay, with everything it rests on."""
