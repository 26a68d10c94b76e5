"""Planning, opening and closing reporting periods, their rosters, and reminders.

Every verb locks the period, checks, writes and logs in one transaction. It raises, in this order,
what `commitments.foundation.errors` names: NotAllowed, Stale, Conflict, Invalid.
"""
