"""Captures → read → group → publish: the only place where the pure rooms and the store meet."""
