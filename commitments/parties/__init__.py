"""Member states and bodies of the Organization."""
