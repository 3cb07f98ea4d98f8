"""Plants events from the future and looks for them in the training rows."""

from datetime import timedelta

AVAILABILITY_LAG = timedelta(seconds=2)


def test_no_feature_from_after_the_payment(training_rows):
    assert (training_rows.event_ts <= training_rows.auth_ts).all()


def test_no_feature_that_had_not_arrived_yet(training_rows):
    assert (training_rows.ingested_ts + AVAILABILITY_LAG <= training_rows.auth_ts).all()


def test_planted_future_event_is_not_joined(feast, planted_event):
    rows = feast.historical_features(entity=planted_event.card_id, at=planted_event.event_ts - timedelta(seconds=1))
    assert planted_event.event_id not in set(rows.source_event_id)
