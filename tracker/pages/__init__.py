"""The tracker's pages. Each parses, fetches what the person may see, calls one verb and renders."""
