"""The API of the catalogue, of the parties, of people and their keys."""
