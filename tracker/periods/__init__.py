"""Cycles and periods of reporting: planned, opened, closed; rosters; reminders."""
