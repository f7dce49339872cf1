"""The film with which the player can be tried: a stand-in for the client's own."""
