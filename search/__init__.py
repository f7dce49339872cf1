"""Search over one edition, or over all of them."""
