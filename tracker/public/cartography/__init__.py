"""Drawing the map of the Americas from public-domain geometry, for `manage.py draw_map`."""
