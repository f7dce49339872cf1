"""The desk: where staff of an edition work on its requests, in the CMS."""
