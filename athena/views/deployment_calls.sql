-- Each call with the deployment behind it: verdict, confidence, the deployment's names, and the way on which they were found. A
-- call is any record but those in which a token bought a session or was refused one: they are in pulumi_sessions and
-- denied_assumptions. Calls that are nobody's are here too, as NONE. A record that was delivered twice within a day is one call.
-- What the session of a call is, known_sessions tells; here calls are tied to sessions, in the same ways as sessions to their
-- callers there.
WITH asking AS (
  SELECT
    *,
    CASE
      WHEN is_web_identity OR NOT is_role_session THEN NULL
      -- The target account's copy of a cross-account AssumeRole names no session; the other copy may, and both show the key that
      -- was issued.
      WHEN hands_out_session AND caller_created IS NULL AND caller_access_key_id IS NULL THEN 'key ' || issued_access_key_id
      WHEN caller_principal_id IS NULL THEN 'key ' || caller_access_key_id
      WHEN caller_created IS NOT NULL THEN caller_principal_id || ' ' || CAST(date_trunc('second', caller_created) AS varchar)
      ELSE caller_principal_id || ' in ' || CAST(date_trunc('hour', event_time) AS varchar)
    END AS lookup,
    hands_out_session AND caller_created IS NULL AND caller_access_key_id IS NULL AS is_copy
  FROM record_origins
  WHERE is_own_day AND NOT is_web_identity
),
found AS (
  SELECT
    day,
    lookup,
    array_agg(
      CAST(
        ROW(
          session.event_id, session.access_key_id, session.principal_id, session.assumed_role_arn, session.issued_at, session.expires_at,
          session.provider, session.key_reused, chain, root_event_id, verdict_above, verdict, confidence, organization, project, stack,
          operation, version, deployment_id, environment, candidates, warnings
        ) AS ROW(
          event_id varchar, access_key_id varchar, principal_id varchar, assumed_role_arn varchar, issued_at timestamp(3),
          expires_at timestamp(3), provider varchar, key_reused boolean, chain array(varchar), root_event_id varchar,
          verdict_above varchar, verdict varchar, confidence integer, organization varchar, project varchar, stack varchar,
          operation varchar, version bigint, deployment_id varchar, environment varchar, candidates array(varchar), warnings array(varchar)
        )
      )
      ORDER BY session.issued_at, session.event_id
    ) AS sessions
  FROM known_sessions
  CROSS JOIN UNNEST(lookups) AS looked_up(lookup)
  GROUP BY day, lookup
),
fitting AS (
  SELECT
    asking.*,
    filter(
      found.sessions,
      session -> is_copy
        OR ((caller_provider IS NULL OR session.provider IS NULL OR caller_provider = session.provider)
          AND IF(caller_principal_id IS NULL, session.assumed_role_arn = caller_arn, session.principal_id = caller_principal_id))
    ) AS fitting
  FROM asking
  LEFT JOIN found ON asking.day = found.day AND asking.lookup = found.lookup
),
-- The ways to tie: session_paths_1 describes them.
tied AS (
  SELECT
    *,
    filter(
      fitting,
      session -> IF(
        is_copy,
        session.principal_id = issued_principal_id AND session.issued_at = event_time,
        session.access_key_id = caller_access_key_id AND IF(
          caller_created IS NULL,
          event_time BETWEEN session.issued_at AND session.expires_at,
          abs(date_diff('second', date_trunc('second', caller_created), date_trunc('second', session.issued_at))) <= 1
        )
      )
    ) AS by_key,
    filter(fitting, session -> date_trunc('second', session.issued_at) = date_trunc('second', caller_created)) AS by_creation,
    filter(
      fitting,
      session -> NOT is_copy AND caller_created IS NULL
        AND event_time BETWEEN session.issued_at AND least(session.expires_at, date_add('hour', 12, session.issued_at))
    ) AS by_time
  FROM fitting
),
chosen AS (
  SELECT
    *,
    coalesce(
      CASE
        WHEN any_match(by_key, session -> date_trunc('second', session.issued_at) = date_trunc('second', caller_created))
          THEN filter(by_key, session -> date_trunc('second', session.issued_at) = date_trunc('second', caller_created))
        WHEN cardinality(by_key) > 0 THEN by_key
        WHEN cardinality(by_creation) > 0 THEN by_creation
        WHEN caller_access_key_id IS NULL OR none_match(fitting, session -> session.access_key_id = caller_access_key_id) THEN by_time
      END,
      ARRAY[]
    ) AS sessions,
    IF(cardinality(by_key) > 0 OR cardinality(by_creation) > 0, 1, 3) AS tie
  FROM tied
),
-- What each session that fits would answer; if none does, what the call's own record says.
answered AS (
  SELECT
    *,
    IF(
      cardinality(sessions) = 0,
      ARRAY[
        CAST(
          ROW(
            origin.verdict, origin.organization, origin.project, origin.stack, origin.operation, origin.version, origin.deployment_id,
            origin.environment, ARRAY[]
          ) AS ROW(
            verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint, deployment_id varchar,
            environment varchar, candidates array(varchar)
          )
        )
      ],
      array_distinct(transform(
        sessions,
        session -> CAST(
          ROW(
            IF(is_copy, session.verdict_above, session.verdict), session.organization, session.project, session.stack, session.operation,
            session.version, session.deployment_id, session.environment, session.candidates
          ) AS ROW(
            verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint, deployment_id varchar,
            environment varchar, candidates array(varchar)
          )
        )
      ))
    ) AS answers,
    IF(
      cardinality(sessions) = 0,
      origin.confidence,
      array_max(transform(sessions, session -> greatest(tie, coalesce(session.confidence, 1))))
    ) AS weakest,
    IF(
      cardinality(sessions) = 0,
      origin.warnings,
      array_distinct(concat(
        flatten(transform(sessions, session -> session.warnings)),
        IF(NOT is_copy AND cardinality(by_key) > 0 AND any_match(sessions, session -> session.key_reused), ARRAY['KEY_REUSED'], ARRAY[])
      ))
    ) AS all_warnings
  FROM chosen
),
compared AS (
  SELECT
    *,
    cardinality(answers) = 1 AS is_one,
    all_match(answers, answer -> answer.environment IS NOT NULL) OR all_match(answers, answer -> answer.environment IS NULL) AS is_one_kind,
    CASE
      WHEN cardinality(answers) = 1 THEN answers[1].verdict
      WHEN any_match(answers, answer -> answer.verdict NOT IN ('NONE', 'SUSPECT')) THEN 'AMBIGUOUS'
      WHEN any_match(answers, answer -> answer.verdict = 'SUSPECT') THEN 'SUSPECT'
      ELSE 'NONE'
    END AS verdict
  FROM answered
),
told AS (
  SELECT
    *,
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
    IF(is_one, answers[1].candidates, array_distinct(flatten(transform(
      filter(answers, answer -> answer.verdict NOT IN ('NONE', 'SUSPECT')),
      answer -> IF(cardinality(answer.candidates) > 0, answer.candidates, ARRAY[concat_ws(
        ' ',
        concat_ws('/', answer.organization, answer.project, answer.stack, answer.environment),
        answer.operation,
        'version ' || CAST(answer.version AS varchar),
        answer.deployment_id
      )])
    )))) AS candidates,
    -- Partitioned by the verdict too, copies of a record have the same, so that a filter on it comes before the numbering.
    row_number() OVER (PARTITION BY day, event_id, verdict ORDER BY event_time DESC) AS copy
  FROM compared
)
SELECT
  event_id,
  event_time,
  account,
  region,
  event_source,
  event_name,
  action,
  coalesce(is_read_only, FALSE) AS read_only,
  error_code,
  error_message,
  verdict,
  IF(verdict NOT IN ('NONE', 'SUSPECT'), element_at(ARRAY['PROVEN', 'STATED', 'INFERRED'], weakest)) AS confidence,
  organization,
  project,
  stack,
  operation,
  version,
  deployment_id,
  environment,
  'https://app.pulumi.com/' || organization || '/' || project || '/' || stack || '/deployments'
    || coalesce('/' || CAST(version AS varchar), '') AS url,
  candidates,
  IF(verdict = 'NONE', array_remove(all_warnings, 'ISSUANCE_MISSING'), all_warnings) AS warnings,
  caller_access_key_id AS access_key_id,
  caller_principal_id AS principal_id,
  caller_role_arn AS role_arn,
  caller_session_name AS session_name,
  IF(is_one AND cardinality(sessions) > 0, sessions[1].root_event_id) AS root_event_id,
  CASE
    WHEN NOT is_one OR cardinality(sessions) = 0 THEN ARRAY[]
    WHEN is_copy THEN slice(sessions[1].chain, 2, cardinality(sessions[1].chain))
    ELSE sessions[1].chain
  END AS chain,
  source_ip,
  user_agent,
  resources,
  day
FROM told
WHERE copy = 1
