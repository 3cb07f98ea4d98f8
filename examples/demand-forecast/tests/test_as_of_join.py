"""Plants sales from the future and looks for them in the training rows."""


def test_no_row_from_the_future(training_rows):
    assert (training_rows.loaded_at <= training_rows.forecast_made_at).all()
