"""Follow-up actions of the parties, and their milestones."""
