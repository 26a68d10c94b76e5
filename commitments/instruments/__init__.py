"""What was agreed: texts, paragraphs, commitments, who is responsible, themes, indicators."""
