"""What an edition has done in a year, counted."""
