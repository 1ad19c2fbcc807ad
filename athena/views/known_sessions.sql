-- The sessions of which CloudTrail told around a day, each with the one answer that all its paths together give. `verdict` and the
-- rest are what a call of the session is told; `verdict_above` is what a call of its caller is told: it differs where only the
-- session's own name presents itself as a deployment's. Paths of more than 7 hops end there, as if the next issuance were missing.
-- Sessions that are not Pulumi's are here too, with NONE: they may fit a call as well as Pulumi's do.
WITH answered AS (
  SELECT
    day,
    is_own_day,
    session,
    details,
    lookups,
    chain,
    top.root_event_id AS root_event_id,
    greatest(confidence, top.origin.confidence) AS confidence,
    concat(top.origin.warnings, IF(ties_by_reused_key, ARRAY['KEY_REUSED'], ARRAY[])) AS warnings,
    CAST(
      ROW(
        IF(top.origin.verdict = 'NONE' AND above_presents_itself, 'SUSPECT', top.origin.verdict),
        top.origin.organization, top.origin.project, top.origin.stack, top.origin.operation, top.origin.version, top.origin.deployment_id,
        top.origin.environment
      ) AS ROW(
        verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint, deployment_id varchar,
        environment varchar
      )
    ) AS answer
  FROM session_paths_7
),
joined AS (
  SELECT
    day,
    arbitrary(is_own_day) AS is_own_day,
    arbitrary(session) AS session,
    arbitrary(details) AS details,
    arbitrary(lookups) AS lookups,
    min_by(chain, chain) AS chain,
    min_by(root_event_id, chain) AS root_event_id,
    max(confidence) AS confidence,
    array_distinct(flatten(array_agg(warnings))) AS warnings,
    array_agg(DISTINCT answer) AS answers
  FROM answered
  GROUP BY day, session.event_id
),
-- An environment's organization is told in the same column as a deployment's, but they are not the same thing to agree on.
compared AS (
  SELECT
    *,
    cardinality(answers) = 1 AS is_one,
    all_match(answers, answer -> answer.verdict = 'ENVIRONMENT')
      OR none_match(answers, answer -> answer.verdict = 'ENVIRONMENT') AS is_one_kind,
    filter(answers, answer -> answer.verdict NOT IN ('NONE', 'SUSPECT')) AS candidates
  FROM joined
),
judged AS (
  SELECT
    *,
    CASE
      WHEN is_one THEN answers[1].verdict
      WHEN cardinality(candidates) > 0 THEN 'AMBIGUOUS'
      WHEN any_match(answers, answer -> answer.verdict = 'SUSPECT') THEN 'SUSPECT'
      ELSE 'NONE'
    END AS verdict_above
  FROM compared
)
SELECT
  day,
  is_own_day,
  session,
  details,
  lookups,
  IF(is_one OR verdict_above <> 'AMBIGUOUS', chain, ARRAY[session.event_id]) AS chain,
  IF(is_one, root_event_id) AS root_event_id,
  verdict_above,
  IF(verdict_above = 'NONE' AND session.gives_look_alike, 'SUSPECT', verdict_above) AS verdict,
  IF(verdict_above NOT IN ('NONE', 'SUSPECT'), confidence) AS confidence,
  IF(
    is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.organization))) = 1,
    answers[1].organization
  ) AS organization,
  IF(cardinality(array_distinct(transform(answers, answer -> answer.project))) = 1, answers[1].project) AS project,
  IF(cardinality(array_distinct(transform(answers, answer -> answer.stack))) = 1, answers[1].stack) AS stack,
  IF(cardinality(array_distinct(transform(answers, answer -> answer.operation))) = 1, answers[1].operation) AS operation,
  IF(cardinality(array_distinct(transform(answers, answer -> answer.version))) = 1, answers[1].version) AS version,
  IF(cardinality(array_distinct(transform(answers, answer -> answer.deployment_id))) = 1, answers[1].deployment_id) AS deployment_id,
  IF(
    is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.environment))) = 1,
    answers[1].environment
  ) AS environment,
  IF(is_one, ARRAY[], array_distinct(transform(candidates, answer -> concat_ws(
    ' ',
    concat_ws('/', answer.organization, answer.project, answer.stack, answer.environment),
    answer.operation,
    'version ' || CAST(answer.version AS varchar),
    answer.deployment_id
  )))) AS candidates,
  warnings
FROM judged
