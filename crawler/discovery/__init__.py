"""Where links to articles come from. Pure: bytes in, links out; no network, no clock, no memory."""
