"""Monthly training of card fraud scoring; Airflow starts it on the last day of the month, drift in between."""

SCHEDULE = "0 2 L * *"
LABEL_MATURITY_DAYS = 45
STEPS = (
    "snapshot_tables",  # pins the Delta versions that go into the run
    "build_rows",  # Feast as-of join; refuses payments younger than LABEL_MATURITY_DAYS
    "train",
    "calibrate",
    "evaluate",  # metrics, slices, fairness ratios, feature dropout
    "gate",  # fails the run; nothing is registered
    "sign_and_register",
)
