"""A record over its limit: what gives up how much, so that the worst page is as good as can be."""
