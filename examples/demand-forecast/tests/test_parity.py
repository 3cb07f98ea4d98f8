"""Training and scoring must compute the same features for the same rows."""


def test_same_features(training_path, scoring_path):
    assert (training_path != scoring_path).mean() < 0.001
