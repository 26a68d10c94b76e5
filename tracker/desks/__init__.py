"""Where people work: the desk of a party, and the desk of the secretariat."""
