"""Words all desks share: money, eighths, dates, sources, findings, explanations, wording."""
