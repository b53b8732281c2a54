"""The incentives desk: schemes as dated data, and the engine that assesses spend."""
