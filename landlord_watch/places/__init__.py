"""Where homes are: asking a service, the municipality's border, distances."""
