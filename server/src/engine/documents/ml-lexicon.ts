/**
 * Words and two-word phrases by concept of an ML system's life. A design document of one ML system touches many of them; an infrastructure RFC that
 * happens to say "rollback" touches few, and none of the core ones. Data, not code.
 */
export const CONCEPTS: Readonly<Record<string, string>> = {
  model:
    'classifier, classifiers, guesser, guessers, recommender, ranker, reranker, regressor, predictor, forecaster, scorer, lightgbm, xgboost, catboost, gbm, gbdt, lstm, cnn, convnet, resnet, yolo, unet, u-net, bert, transformer, transformers, neural, embedding, embeddings, llm, llms, gpt, lora, isolation forest, random forest, gradient boosting, gradient boosted, boosted trees, logistic regression, survival model, linear model, poisson, bayesian, autoencoder, kalman, arima, prophet, foundation model, language model, ml, machine learning, trees, logit, glm, whisper, small model, vision model, deep learning, matrix factorisation, two-tower, bandit, weights, artefact, model file, model version, model card, the model, our model, this model, scorecard, segmentation network, network weights, prompt, prompts, svm, vit, gam, gaussian process, regression forest, convlstm, crnn, hmm, state-space, neural net, llama, mistral, gemini, claude',
  training:
    'training, trained, train, fit the, fit again, we fit, fitting, coefficients, retrain, retrained, retraining, retrains, refit, refits, refitted, refitting, fitted, fine-tune, fine-tuned, fine-tuning, finetuned, epochs, hyperparameters, hyperparameter, seed, seeds, recalibrate, recalibrated, recalibration, relearn, relearned, was taught, taught with, taught on, taught again, learnt from, learnt with, learned with',
  labels:
    'label, labels, labelled, labeled, labelling, annotated, annotation, annotators, ground truth, ground-truth, truth, outcome, outcomes, target variable, positives, negatives, annotator, gold set, golden set, confirmed',
  data: 'dataset, datasets, rows, records, samples, snapshot, snapshots, history, corpus, partition, months of, years of, warehouse, observations, examples, images, recordings, transactions',
  features:
    'feature, features, inputs, covariates, predictors, variables, signals, lag, lags, lagged, rolling, embedding, encodings, encoded, point-in-time, as-of, as of, lookback, tags, sensor, sensors',
  metrics:
    'precision, recall, auc, auroc, auprc, roc, f1, mae, mape, rmse, wape, smape, ndcg, mrr, accuracy, calibration, brier, gini, ks, logloss, iou, map, bleu, rouge, wer, kappa, hit rate, false positive, false positives, false negative, false negatives, false alarms, false alarm, misses, sensitivity, specificity, ppv, lift, pinball, quantile, bias, error rate, groundedness, faithfulness, hallucination, hallucinations, mean absolute, hit-rate, deviation, dice, rank correlation',
  evaluation:
    'holdout, hold-out, held-out, held out, test set, backtest, backtests, backtested, backtesting, out-of-time, cross-validation, validation, offline, evaluation, evaluated, eval, evals, benchmark set, slices, slice, test split, champion, challenger, baseline, gate, test year, replay, replayed, blind, red team, red-team',
  prediction:
    'prediction, predictions, predict, predicts, predicted, forecast, forecasts, forecasting, score, scores, scored, scoring, inference, recommendation, recommendations, ranking, probability, probabilities, estimate, estimates, suggestion, suggestions, suggests, detects, detected, classifies, classified, confidence, summaries, answers, threshold, thresholds, cut-off, cutoff',
  serving:
    'latency, p95, p99, p50, endpoint, endpoints, nightly, batch, real-time, realtime, online, ms, milliseconds, throughput, container, gpu, api, deployed, deployment, deploy, served, serving, edge, on-device, runs on, runs every, hourly, every night, each night, each morning, every morning',
  rollout:
    'canary, shadow, rollout, roll-out, rolled out, pilot, a/b, ramp, phased, staged, stages, wave, waves, go-live, treatment, control group, first week, silent, alongside, one site, per cent of',
  rollback:
    'rollback, roll back, rolled back, revert, reverts, reverted, previous version, previous model, last version, switch back, switched back, undo, old version, old model, kill switch, back to',
  monitoring:
    'monitoring, monitored, drift, drifts, drifted, psi, alert, alerts, alarm, alarms, dashboard, dashboards, population stability, kolmogorov, wasserstein, jensen-shannon, null rate, freshness, missing values, data quality, stale',
  ownership: 'owner, owners, owned by, owns, accountable, responsible, on-call, on call, runbook, runbooks, escalation, escalate, duty',
  risk: 'tier, class, risk class, criticality, materiality, risk tier, high-risk, risk level, annex iii, class ii, impact class, risk rating',
  privacy: 'personal data, gdpr, dpia, pii, pseudonymised, pseudonymized, anonymised, anonymized, retention, consent, data protection, special category, lawful basis',
  fallback: 'fallback, fall back, falls back, default, manual, rule of thumb, rules take over, by hand, degraded, without the model, heuristic, if the model',
  cost: 'cost, costs, budget, eur, usd, gbp, per month, a month, per year, a year, capex, opex, licence',
  retirement: 'retire, retired, retirement, decommission, decommissioned, sunset, end of life, switched off, phase out, replaced by, retires',
  quantity:
    'ms, min, minutes, h, hours, hour, days, day, weeks, week, months, month, quarter, yearly, monthly, weekly, daily, nightly, quarterly, percent, eur, per month, a month, a year, per day, share of, more than, older than',
  people:
    'persons, desk, officer, manager, head of, shift, duty, committee, board, signed, signs, accountable, office, staff, supervisor, nurse, engineer, dispatcher, planner, crew, customer, customers, phone, asked, who',
  singular:
    'the model, our model, this model, model is, model runs, the score, the classifier, trained on, the forecast, the network, the assistant, model was, model has, the scores, the estimate, the ranking, the bot, the weights, the prediction, model says, model gives, the predictor, the detector',
  platform:
    'models, teams, pipelines, services, clusters, users, developers, contributors, components, modules, packages, repositories, interface, interfaces, implementation, implement, implemented, implementations, struct, method, methods, parameter, parameters, kubernetes, yaml, json, field, fields, crd, controller, namespace, kubectl, compiler, type, types, api, apis, sdk, library',
  general:
    'models, teams, services, each model, every model, your model, a model, any model, which model, each team, every team, your team, a team, any team, all models, of models',
  decision:
    'goal, goals, non-goals, objective, scope, out of scope, we propose, proposal, decision, decided, alternatives, considered, rejected, assumptions, constraints, requirement, requirements, approach, design, purpose, problem',
}

/** Names of learning methods and of models that one can buy: a design says what it is made of; who writes about models in general seldom does. */
export const METHODS =
  'svm, vit, gbm, gbdt, gam, xgboost, lightgbm, catboost, forest, gradient boosting, gradient boosted, boosting, boosted, cnn, crnn, convnet, convlstm, conv, lstm, gru, gnn, graph neural, neural, transformer, bert, roberta, xlm-r, minilm, deberta, resnet, yolo, unet, u-net, logistic, regression, glm, poisson, bayesian, kalman, arima, ets, prophet, cox, gaussian process, gp, autoencoder, bandit, linucb, markov, hmm, nearest neighbour, nearest neighbours, knn, two-tower, matrix factorisation, whisper, network, net, llama, mistral, mistral-small, gemini, claude, gpt, qwen, bedrock, vertex, openai, anthropic, lora, rag, retrieval, embedder, pinball, elo, trueskill, state-space, tokeniser, classifier, ranker, recommender, ensemble, ocr, lasso, elastic net, hierarchical, explainable, scorecard, time series, survival, quantile, isotonic, spline, svd, clustering, regressor, segmentation, pretrained, fine-tuned, off-the-shelf'

/** Concepts that only writing about learned models has: without any of them a document is about something else. */
export const ML_CONCEPTS: readonly string[] = ['model', 'training', 'singular', 'prediction', 'metrics']

/**
 * Weights of a logistic regression over log(1 + mentions per 300 words), fitted with strong L2 and the sign of each weight held (no ML concept may speak against
 * a design), rounded. Every document was scored right by weights fitted without it (5 folds); test/engine/recognition.test.ts holds the result.
 */
export const CONCEPT_WEIGHTS: Readonly<Record<string, number>> = {
  model: 1.8,
  training: 0.2,
  metrics: 0.3,
  evaluation: 0.7,
  prediction: 0.5,
  serving: 0.1,
  rollout: 0.9,
  rollback: 0.6,
  monitoring: 0.1,
  ownership: 0.3,
  risk: 1.7,
  privacy: 1.7,
  cost: 1.2,
  retirement: 2.6,
  quantity: 1.7,
  people: 1.8,
  platform: -1.0,
  decision: 0.1,
}
export const BIAS = -3.7
export const GENRE_WEIGHT = -0.2
export const CODE_WEIGHT = -5.5

/** A genre that uses the same words but is no design of a system. Weights add up; a cue counts once. */
export interface GenreCue {
  readonly genre: string
  readonly weight: number
  /** Where it is looked for: the title (first heading and what front matter calls title), headings, the first lines, all text, or the code. */
  readonly where: 'title' | 'heading' | 'lead' | 'text' | 'code'
  /** Distinct wordings that a text cue needs to count in full; 2 if not given. */
  readonly distinct?: number
  readonly pattern: RegExp
}

/**
 * Cues of the kinds of writing that talk about such systems without designing one. A cue in the text counts in full from its second distinct wording:
 * anybody may say "survey" once. Only the titles of papers and reports decide alone; together the cues are a few figures of the form (form.ts), since the domain of a model may be surveys.
 */
// Patterns are alternatives of literal words with bounded gaps: linear in the text.
export const GENRE_CUES: readonly GenreCue[] = [
  { genre: 'incident review', weight: 5, where: 'title', pattern: /\b(?:post-?mortem|incident|outage|after[- ]action|rca|root cause analysis|near miss)\b/i },
  {
    genre: 'incident review',
    weight: 2,
    where: 'heading',
    pattern: /^(?:timeline|root cause|contributing factors|what went (?:well|wrong|badly)|lessons learn(?:ed|t)|action items|where we got lucky|what users saw)\b/i,
  },
  {
    genre: 'incident review',
    weight: 2,
    where: 'text',
    pattern: /\b(?:blameless|sev-?[1-4]|incident commander|inc-\d{2,}|root cause|contributing factors?|went (?:well|badly))\b/i,
  },
  { genre: 'minutes', weight: 5, where: 'title', pattern: /\b(?:minutes|meeting notes|agenda|stand-?up notes|retrospective|retro|weekly sync)\b/i },
  { genre: 'minutes', weight: 3, where: 'lead', pattern: /^\W{0,6}(?:present|attendees|apologies|in attendance|minute[- ]taker|chair(?:ed by)?|note[- ]taker|scribe)\W{0,4}:/im },
  { genre: 'minutes', weight: 2, where: 'heading', pattern: /\b(?:matters arising|any other business|aob|next meeting|apologies|minutes of)\b/i },
  {
    genre: 'tutorial',
    weight: 5,
    where: 'title',
    pattern:
      /\b(?:tutorial|how to|getting started|quick ?start|step[- ]by[- ]step|walkthrough|hands-on|cheat ?sheet|beginner'?s guide|guide (?:for|to)|filling in|first (?:day|week|four weeks)|explained)\b/i,
  },
  {
    genre: 'tutorial',
    weight: 3,
    where: 'text',
    pattern:
      /\b(?:in this (?:tutorial|lab|lesson|exercise|walkthrough)|you(?:'|’)ll (?:learn|build|need)|you will (?:learn|build)|by the end of this (?:tutorial|lab|lesson|guide))\b/i,
  },
  {
    genre: 'software README',
    weight: 3,
    where: 'heading',
    pattern: /^(?:install(?:ation|ing)?|quick ?start|usage|getting started|contributing|build(?:ing)? from source|api reference|prerequisites)$/i,
  },
  { genre: 'software README', weight: 2, where: 'code', pattern: /\b(?:pip|npm|brew|cargo|conda|apt-get|apt) (?:install|i|add)\b|\bgit clone\b|\bgo get\b/i },
  { genre: 'blog', weight: 5, where: 'lead', pattern: /\b(?:reading_time|min(?:ute)?s? read|read in \d+ min)\b/i },
  { genre: 'blog', weight: 2, where: 'lead', pattern: /\breading[ -]time\b/i },
  {
    genre: 'blog',
    weight: 3,
    where: 'text',
    pattern:
      /\b(?:in this (?:blog )?post|this blog post|thanks for reading|leave a comment|my (?:last|previous) post|follow me on|lightning talk|in the comments below|my last talk)\b/i,
  },
  { genre: 'blog', weight: 2, where: 'lead', pattern: /^(?:layout|permalink|categories|excerpt|cover_image|canonical_url)\s*:/im },
  {
    genre: 'blog',
    weight: 4,
    where: 'title',
    pattern:
      /\b(?:blog|newsletter|lessons from|things (?:i|we) (?:learned|learnt|wish)|why your|is lying to you|considered harmful|myths|opinion|podcast (?:notes|transcript)|episode \d+|interview with|war stories)\b/i,
  },
  {
    genre: 'newsletter',
    weight: 4,
    where: 'text',
    pattern: /\b(?:unsubscribe|weekly (?:letter|digest|newsletter)|this week(?:'|’)s (?:issue|letter)|read(?:er)?s(?:'|’) letters|dear readers?)\b/i,
  },
  {
    genre: 'survey',
    weight: 4,
    where: 'title',
    pattern:
      /\bsurvey(?: (?:of|on|among|results?|report|summary|findings|20\d\d)\b|$)|\b(?:questionnaire|benchmark report|state of (?:the|ml|ai|mlops)|market (?:study|overview)|landscape|told us)\b/im,
  },
  { genre: 'survey', weight: 3, where: 'text', pattern: /\b(?:respondents?|n ?= ?\d{2,}|of those (?:asked|surveyed)|we (?:surveyed|interviewed) \d|percentages rounded)\b/i },
  {
    genre: 'paper',
    weight: 3,
    where: 'text',
    pattern: /\b(?:arxiv|the authors|in this paper|this paper (?:proposes|presents|shows)|reading group|journal club|proceedings of|et al)\b/i,
  },
  {
    genre: 'paper',
    weight: 4,
    where: 'title',
    pattern: /\b(?:paper (?:summary|notes|review)|literature review|reading (?:notes|list|group)|book review|journal club|talk notes|conference)\b/i,
  },
  {
    genre: 'job advertisement',
    weight: 4,
    where: 'text',
    pattern:
      /\b(?:years(?:'|’)? (?:of )?(?:professional )?experience|all genders|equal opportunit(?:y|ies)|we (?:are|(?:'|’)re) (?:looking for|hiring)|apply (?:now|by|with|here)|your (?:mission|profile|application)|salary|cover letter|your cv|parental leave|we offer)\b/i,
  },
  {
    genre: 'job advertisement',
    weight: 4,
    where: 'title',
    pattern: /\b(?:(?:senior|junior|lead|staff|principal) [\w ]{0,40}(?:engineer|scientist|analyst|developer)|vacancy|job (?:ad|description|posting)|hiring|m\/w\/d|f\/m\/d)\b/i,
  },
  {
    genre: 'course',
    weight: 4,
    where: 'text',
    pattern:
      /\b(?:ects|learning (?:outcomes|objectives)|syllabus|teaching assistants?|lectures?|coursework|semester|(?:spring|autumn|fall|summer|winter) term|cpd|hand-ins?|after the (?:course|module)|tutor|(?:participants?|students?) (?:can|will)|the participant|final exam|seminar)\b/i,
  },
  { genre: 'course', weight: 4, where: 'title', pattern: /\b(?:syllabus|course|module \d+|curriculum|training programme|bootcamp)\b/i },
  {
    genre: 'brochure',
    weight: 4,
    where: 'text',
    pattern:
      /\b(?:book a demo|request a (?:demo|quote)|contact (?:our )?sales|free trial|trusted by|our customers (?:say|love)|not an offer|get started today|talk to (?:us|sales)|product brochure|(?:basic|starter|pro|business|enterprise) (?:edition|plan)|money[- ]back|testimonials?|call us|edition|roi in)\b/i,
  },
  { genre: 'brochure', weight: 4, where: 'title', pattern: /[™®]|\b(?:brochure|product sheet|case study|white ?paper|success story|press release|release notes|changelog)\b/i },
  {
    genre: 'platform specification',
    weight: 5,
    distinct: 4,
    where: 'text',
    pattern:
      /\b(?:service teams?|stateless services?|replica ?sets?|pod readiness|pods?|namespaces?|custom resources?|crds?|daemonset|helm charts?|ingress|cluster operators?|reconcil\w{1,8}|controllers?|bcp 14|rfc ?2119|kubelet|webhooks?|admission|sidecar|api ?server|terraform|etcd|consul|state files?|workspaces|polling agent|key-value|declared (?:and live|state)|code owners|database migrations?|api throttling|watch protocol|crossplane|ssh|secrets|backwards? compatib\w{1,8}|graduation criteria|user stories)\b/i,
  },
  // What a manifest links beside its design: each is about one concern of a model, and owes nothing of the others.
  {
    genre: 'paper on one concern',
    weight: 5,
    where: 'title',
    pattern:
      /\b(?:datasheet|dpia|fria|(?:data protection|privacy|fundamental rights|algorithmic|human rights) impact assessment|(?:fairness|bias) (?:assessment|audit|review|report)|label(?:l?ing)? (?:guidelines?|manual|rules|policy)|annotation (?:guidelines?|manual)|reason codes|error budget policy|due diligence|(?:vendor|supplier) assessment|exit plan|red[- ]team(?:ing)? (?:report|exercise|results))\b/i,
  },
  {
    genre: 'report or overview',
    weight: 4,
    where: 'title',
    pattern:
      /\b(?:(?:test|testing|performance|metrics|optimi[sz]ation|review|audit|benchmark|user testing|project|progress) (?:report|log)|code review|research notes|user guide|user manual|next steps|testing strategy|model licen[cs]e|deliverables|notebooks? index|glossary|request for proposals?|rfp|invitation to tender|(?:talk|podcast|meeting|call|webinar) transcript|(?:vendor|tool|platform|framework) (?:comparison|evaluation|selection)|comparison of|status report|weekly update|quarterly (?:report|review|update)|year in review|okrs|annual report|keynote|call for papers|abstracts?|reading guide|q&a with)\b/i,
  },
  // Retold from elsewhere: the design is that of the company which the source is about.
  { genre: 'case study', weight: 4, where: 'title', pattern: /\bcase stud(?:y|ies)\b/i },
  { genre: 'case study', weight: 4, where: 'lead', pattern: /^source_?url\s*:|\[(?:source|article|original(?: (?:post|article))?|(?:blog )?post)\]\(https?:/im },
  // Whom a page is for: who pays, visits or reports reads no design.
  {
    genre: 'report or overview',
    weight: 4,
    where: 'lead',
    pattern:
      /\b(?:audience\W{1,6}|(?:page|document|text|introduction|overview|summary) (?:is |was written )?for |written for )[^.\n]{0,60}\b(?:sponsors?|funders?|trustees|donors?|investors?|journalists?|the press|partners|newcomers|visitors|the (?:general )?public|laypeople)\b|^\W{0,6}for (?:[a-z-]{1,20},? ){0,4}(?:sponsors?|funders?|trustees|donors?|investors?|journalists?|the press|partners|newcomers|the (?:general )?public|laypeople)\b[^\n]{0,80}[.;]/im,
  },
  { genre: 'exhibition', weight: 5, where: 'title', pattern: /\b(?:wall texts?|exhibits?|exhibition|display panels?|museum labels?)\b/i },
  { genre: 'exhibition', weight: 2, where: 'text', pattern: /\b(?:exhibits?|exhibition|visitors|glass case|wall texts?|touch screen|curators?)\b/i },
  { genre: 'policy', weight: 4, where: 'title', pattern: /\bpolicy$|\b(?:code of conduct|style guide|charter|manifesto|guidelines)\b/im },
  { genre: 'policy', weight: 3, where: 'text', pattern: /\b(?:this policy|applies_to|applies to all|all (?:teams|services|models) (?:must|shall))\b/i },
  { genre: 'invitation', weight: 5, where: 'title', pattern: /\b(?:invitation|save the date|workshop (?:invitation|programme|announcement)|webinar|town hall)\b/i },
  {
    genre: 'invitation',
    weight: 3,
    where: 'text',
    pattern: /\b(?:sign up (?:with|by|at|here)|rsvp|places are limited|(?:coffee|lunch|drinks) (?:is|are|and [\w ]{1,20}(?:is|are)) provided|admission (?:is )?free)\b/i,
  },
]
