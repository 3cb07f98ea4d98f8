"""Nightly scoring of all stores; must be done by 05:00."""

SCHEDULE = "30 1 * * *"
STEPS = ("check_sales", "build_features", "check_parity", "score", "swap_partition")
