"""Monthly training of the demand forecast; started by Airflow and by CI."""

SCHEDULE = "0 3 1 * *"
STEPS = ("build_training_rows", "train", "evaluate", "register")
