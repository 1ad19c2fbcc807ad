-- Each call with the deployment behind it: verdict, confidence, the deployment's names, and the way on which they were found. A
-- call is any record but those in which a token bought a session or was refused one: they are in pulumi_sessions and
-- denied_assumptions. Calls that are nobody's are here too, as NONE. A record that was delivered twice within a day is one call.
-- What the session of a call is, known_sessions tells; here calls are tied to sessions, in the same ways as sessions to their
-- callers there.
WITH asking AS (
  SELECT
    *,
    -- The target account's copy of a cross-account AssumeRole names no session; the other copy may, and both show the key that was
    -- issued.
    hands_out_session AND may_be_issued AND caller_created IS NULL AND caller_access_key_id IS NULL AS is_copy,
    IF(
      hands_out_session AND may_be_issued AND caller_created IS NULL AND caller_access_key_id IS NULL,
      'key ' || issued_access_key_id,
      caller_lookup
    ) AS lookup
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
          session.event_id, session.principal_id, session.assumed_role_arn, session.account, session.valid_from, session.valid_until,
          session.ends_at, session.earliest, session.latest, session.seconds, session.near_seconds, session.is_root, session.bought_by,
          minted_by, chain, root_event_id, verdict_above, verdict, confidence, organization, project, stack, operation, version,
          deployment_id, environment, environment_root, environment_user, stated, candidates, warnings
        ) AS ROW(
          event_id varchar, principal_id varchar, assumed_role_arn varchar, account varchar, valid_from timestamp(3),
          valid_until timestamp(3), ends_at timestamp(3), earliest timestamp(3), latest timestamp(3), seconds array(timestamp(3)),
          near_seconds array(timestamp(3)), is_root boolean, bought_by varchar, minted_by array(varchar), chain array(varchar),
          root_event_id varchar, verdict_above varchar, verdict varchar, confidence integer, organization varchar, project varchar,
          stack varchar, operation varchar, version bigint, deployment_id varchar, environment varchar, environment_root varchar,
          environment_user varchar, stated array(varchar), candidates array(varchar), warnings array(varchar)
        )
      )
      ORDER BY session.issued_at, session.event_id
    ) AS sessions
  FROM known_sessions
  CROSS JOIN UNNEST(lookups) AS looked_up(lookup)
  GROUP BY day, lookup
),
-- What ties: session_paths_1 describes it.
fitting AS (
  SELECT
    asking.*,
    tying_access_key_id IS NOT NULL AND coalesce(cardinality(found.sessions), 0) > 1 AS shares_key,
    filter(
      found.sessions,
      session -> IF(
        is_copy,
        session.principal_id = issued_principal_id AND contains(session.seconds, date_trunc('second', event_time))
          AND coalesce(session.bought_by = caller_principal_id, TRUE),
        IF(
          caller_principal_id IS NULL,
          coalesce(session.assumed_role_arn = caller_arn, TRUE),
          session.principal_id = caller_principal_id
        )
          AND coalesce(session.account = caller_account, TRUE)
          AND (caller_provider IS NULL OR arrays_overlap(session.minted_by, ARRAY['unknown', caller_provider]))
      )
    ) AS fitting
  FROM asking
  LEFT JOIN found ON asking.day = found.day AND asking.lookup = found.lookup
),
chosen AS (
  SELECT
    *,
    coalesce(
      CASE
        WHEN is_copy THEN fitting
        WHEN tying_access_key_id IS NOT NULL
            AND any_match(fitting, session -> contains(session.seconds, date_trunc('second', caller_created)))
          THEN filter(fitting, session -> contains(session.seconds, date_trunc('second', caller_created)))
        WHEN tying_access_key_id IS NOT NULL AND caller_created IS NOT NULL
          THEN filter(fitting, session -> contains(session.near_seconds, date_trunc('second', caller_created)))
        WHEN tying_access_key_id IS NOT NULL
            AND any_match(fitting, session -> event_time BETWEEN session.valid_from AND session.valid_until)
          THEN filter(fitting, session -> event_time BETWEEN session.valid_from AND session.valid_until)
        WHEN tying_access_key_id IS NOT NULL
          THEN filter(fitting, session -> event_time BETWEEN session.earliest AND session.latest)
        WHEN caller_created IS NOT NULL THEN fitting
        ELSE filter(fitting, session -> event_time BETWEEN session.valid_from AND session.ends_at)
      END,
      ARRAY[]
    ) AS sessions
  FROM fitting
),
-- What each session that fits would answer; if none does, what the call's own record says. The record may prove Pulumi of a session of
-- which nothing above is known.
answering AS (
  SELECT
    *,
    IF(
      cardinality(sessions) = 0,
      ARRAY[
        CAST(
          ROW(
            origin.confidence, origin.warnings, origin.stated,
            CAST(
              ROW(
                origin.verdict, origin.organization, origin.project, origin.stack, origin.operation, origin.version, origin.deployment_id,
                origin.environment, origin.environment_root, origin.environment_user, ARRAY[]
              ) AS ROW(
                verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
                deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, candidates array(varchar)
              )
            )
          ) AS ROW(
            confidence integer, warnings array(varchar), stated array(varchar),
            answer ROW(
              verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
              deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, candidates array(varchar)
            )
          )
        )
      ],
      transform(
        sessions,
        session -> IF(
          is_stated AND NOT is_copy AND session.verdict IN ('NONE', 'SUSPECT'),
          CAST(
            ROW(
              2, concat(session.warnings, ARRAY['ISSUANCE_MISSING']), ARRAY[],
              CAST(
                ROW('PULUMI', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY[]) AS ROW(
                  verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
                  deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, candidates array(varchar)
                )
              )
            ) AS ROW(
              confidence integer, warnings array(varchar), stated array(varchar),
              answer ROW(
                verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
                deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, candidates array(varchar)
              )
            )
          ),
          CAST(
            ROW(
              greatest(
                coalesce(session.confidence, 1),
                CASE
                  WHEN is_copy OR tying_access_key_id IS NOT NULL THEN 1
                  WHEN caller_created IS NULL THEN 3
                  WHEN session.is_root AND caller_provider IS NULL THEN 3
                  ELSE 1
                END
              ),
              session.warnings, session.stated,
              CAST(
                ROW(
                  IF(is_copy, session.verdict_above, session.verdict), session.organization, session.project, session.stack,
                  session.operation, session.version, session.deployment_id, session.environment, session.environment_root,
                  session.environment_user, session.candidates
                ) AS ROW(
                  verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
                  deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, candidates array(varchar)
                )
              )
            ) AS ROW(
              confidence integer, warnings array(varchar), stated array(varchar),
              answer ROW(
                verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
                deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, candidates array(varchar)
              )
            )
          )
        )
      )
    ) AS given
  FROM chosen
),
answered AS (
  SELECT
    *,
    array_distinct(transform(given, one -> one.answer)) AS answers,
    array_max(transform(given, one -> coalesce(one.confidence, 1))) AS weakest,
    array_distinct(flatten(transform(given, one -> one.stated))) AS stated_fields,
    array_distinct(concat(flatten(transform(given, one -> one.warnings)), IF(shares_key, ARRAY['KEY_REUSED'], ARRAY[]))) AS all_warnings
  FROM answering
),
compared AS (
  SELECT
    *,
    cardinality(answers) = 1 AS is_one,
    all_match(answers, answer -> answer.verdict = 'ENVIRONMENT' OR answer.environment IS NOT NULL)
      OR none_match(answers, answer -> answer.verdict = 'ENVIRONMENT' OR answer.environment IS NOT NULL) AS is_one_kind,
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
    IF(
      is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.environment_root))) = 1,
      answers[1].environment_root
    ) AS environment_root,
    IF(
      is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.environment_user))) = 1,
      answers[1].environment_user
    ) AS environment_user,
    IF(is_one, answers[1].candidates, array_distinct(filter(
      flatten(transform(
        filter(answers, answer -> answer.verdict NOT IN ('NONE', 'SUSPECT')),
        answer -> IF(cardinality(answer.candidates) > 0, answer.candidates, ARRAY[trim(concat_ws(
          ' ',
          concat_ws('/', answer.organization, answer.project, answer.stack, answer.environment),
          answer.operation,
          'version ' || CAST(answer.version AS varchar),
          answer.deployment_id
        ))])
      )),
      candidate -> candidate <> ''
    ))) AS candidates,
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
  IF(verdict NOT IN ('NONE', 'SUSPECT', 'AMBIGUOUS'), element_at(ARRAY['PROVEN', 'STATED', 'INFERRED'], weakest)) AS confidence,
  organization,
  project,
  stack,
  operation,
  version,
  deployment_id,
  environment,
  environment_root,
  environment_user,
  filter(
    ARRAY[
      IF(organization IS NOT NULL, 'organization'),
      IF(project IS NOT NULL, 'project'),
      IF(stack IS NOT NULL, 'stack'),
      IF(operation IS NOT NULL, 'operation'),
      IF(version IS NOT NULL, 'version'),
      IF(deployment_id IS NOT NULL, 'id')
    ],
    field -> contains(stated_fields, field)
  ) AS stated,
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
