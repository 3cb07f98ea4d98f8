"""One payment through gateway, scorer and log in the staging cluster."""

import pytest


def test_a_known_fraud_is_declined(client, prediction_log, known_fraud):
    answer = client.score(known_fraud, timeout_ms=80)
    assert answer.score > 0.97
    assert 1 <= len(answer.reasons) <= 3
    assert prediction_log.wait_for(known_fraud.auth_id).model_version == answer.model_version


def test_rules_decide_without_the_scorer(engine, known_fraud, scorer_down):
    assert engine.decide(known_fraud).decided_by == "rules-v9"


@pytest.mark.parametrize("certificate", ["none", "expired", "other-service"])
def test_only_the_engine_may_ask(gateway, certificate):
    assert gateway.score_with(certificate).status == "UNAUTHENTICATED"
