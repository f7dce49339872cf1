"""The two databases, with limits to how long they are waited for and words for their being away."""
