"""Progress updates: content, workflow, revisions, translations, and what counts as what."""
