"""The schedule desk: strips into days, and the day out of days."""
