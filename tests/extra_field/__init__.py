"""A tracker with one narrative field more: its declaration, its migration and its words."""
