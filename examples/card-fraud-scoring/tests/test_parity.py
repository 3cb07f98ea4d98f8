"""The vectors that were served must equal those computed offline for the same payments."""

LIMIT = 0.001
FLOAT_TOLERANCE = 1e-6


def test_served_equals_offline(served_vectors, offline_vectors):
    differs = ((served_vectors - offline_vectors).abs() > FLOAT_TOLERANCE).any(axis=1)
    assert differs.mean() < LIMIT


def test_missing_values_become_defaults(scorer, payment_without_features):
    answer = scorer.score(payment_without_features)
    assert answer.defaults_used
