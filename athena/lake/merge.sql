-- Takes the calls that CloudTrail delivered from ${from} to ${to} into the lake. Taking days in again adds nothing; it changes the
-- answers of calls of which more is known now, as when an issuance came late, and takes out those that turned out to be nobody's.
-- A call that was delivered on two days stays on the first, if a week at most lies between.
-- The views know the ids and versions of few days; here the lake is asked for those that it holds of earlier days, and the days that are
-- taken in are compared with each other. An id or version that another session stated before is not the call's: a session of another
-- subject, or one that began two days or more before, as sessions live 12 hours.
MERGE INTO deployment_calls_lake AS lake
USING (
  SELECT
    event_id, event_time, account, region, event_source, event_name, action, read_only, error_code, error_message,
    IF(is_id_reused OR (is_version_reused AND deployment_id IS NULL), 'STACK', verdict) AS verdict,
    confidence, organization, project, stack, operation,
    IF(NOT is_id_reused AND NOT is_version_reused, version) AS version,
    IF(NOT is_id_reused, deployment_id) AS deployment_id,
    environment,
    IF(is_id_reused OR is_version_reused, regexp_replace(url, '/deployments/[0-9]+\z', '/deployments'), url) AS url,
    candidates,
    concat(warnings, IF(is_id_reused, ARRAY['ID_REUSED'], ARRAY[]), IF(is_version_reused, ARRAY['VERSION_REUSED'], ARRAY[])) AS warnings,
    access_key_id, principal_id, role_arn, session_name, root_event_id, chain, source_ip, user_agent, resources, day,
    filter(
      stated,
      field -> NOT ((field = 'id' AND is_id_reused) OR (field = 'version' AND (is_id_reused OR is_version_reused)))
    ) AS stated,
    environment_root, environment_user
  FROM (
    SELECT
      told.*,
      told.id_claim IS NOT NULL AND coalesce(ids.first_root, told.id_root) <> root_event_id AND (
        coalesce(ids.first_subject, told.id_subject) <> subject
          OR coalesce(ids.first_day, told.id_day) <= date_add('day', -2, told.first_day)
      ) AS is_id_reused,
      told.version_claim IS NOT NULL AND coalesce(versions.first_root, told.version_root) <> root_event_id AND (
        coalesce(versions.first_operation, told.version_operation) <> operation
          OR coalesce(versions.first_day, told.version_day) <= date_add('day', -2, told.first_day)
      ) AS is_version_reused
    FROM (
      SELECT
        *,
        min(day) OVER (PARTITION BY root_event_id, coalesce(id_claim, event_id)) AS first_day,
        min_by(root_event_id, event_time) OVER (PARTITION BY coalesce(id_claim, event_id)) AS id_root,
        min_by(subject, event_time) OVER (PARTITION BY coalesce(id_claim, event_id)) AS id_subject,
        min(day) OVER (PARTITION BY coalesce(id_claim, event_id)) AS id_day,
        min_by(root_event_id, event_time) OVER (PARTITION BY coalesce(version_claim, event_id)) AS version_root,
        min_by(operation, event_time) OVER (PARTITION BY coalesce(version_claim, event_id)) AS version_operation,
        min(day) OVER (PARTITION BY coalesce(version_claim, event_id)) AS version_day
      FROM (
        SELECT
          *,
          IF(verdict = 'DEPLOYMENT' AND root_event_id IS NOT NULL, lower(deployment_id)) AS id_claim,
          IF(
            verdict = 'DEPLOYMENT' AND root_event_id IS NOT NULL,
            organization || '/' || project || '/' || stack || '@' || CAST(version AS varchar)
          ) AS version_claim,
          concat_ws('/', organization, project, stack, operation) AS subject
        FROM (
          SELECT
            event_id, CAST(event_time AS timestamp(6)) AS event_time, account, region, event_source, event_name, action, read_only,
            error_code, error_message, verdict, confidence, organization, project, stack, operation, version, deployment_id, environment,
            url, candidates, warnings, access_key_id, principal_id, role_arn, session_name, root_event_id, chain, source_ip, user_agent,
            resources, CAST(date_parse(day, '%Y/%m/%d') AS date) AS day, stated, environment_root, environment_user,
            row_number() OVER (PARTITION BY event_id ORDER BY verdict = 'NONE', day) AS delivery
          FROM deployment_calls
          WHERE day BETWEEN date_format(DATE '${from}', '%Y/%m/%d') AND date_format(DATE '${to}', '%Y/%m/%d')
            AND (
              verdict <> 'NONE'
              OR event_id IN (SELECT event_id FROM deployment_calls_lake WHERE day BETWEEN DATE '${from}' AND DATE '${to}')
            )
        )
        WHERE delivery = 1
      )
    ) AS told
    LEFT JOIN (
      SELECT
        lower(deployment_id) AS claim,
        min_by(root_event_id, event_time) AS first_root,
        min_by(concat_ws('/', organization, project, stack, operation), event_time) AS first_subject,
        min(day) AS first_day
      FROM deployment_calls_lake
      WHERE day < DATE '${from}' AND verdict = 'DEPLOYMENT' AND root_event_id IS NOT NULL AND deployment_id IS NOT NULL
      GROUP BY lower(deployment_id)
    ) AS ids ON ids.claim = told.id_claim
    LEFT JOIN (
      SELECT
        organization || '/' || project || '/' || stack || '@' || CAST(version AS varchar) AS claim,
        min_by(root_event_id, event_time) AS first_root,
        min_by(operation, event_time) AS first_operation,
        min(day) AS first_day
      FROM deployment_calls_lake
      WHERE day < DATE '${from}' AND verdict = 'DEPLOYMENT' AND root_event_id IS NOT NULL AND version IS NOT NULL
      GROUP BY organization || '/' || project || '/' || stack || '@' || CAST(version AS varchar)
    ) AS versions ON versions.claim = told.version_claim
  )
) AS told
ON lake.event_id = told.event_id
  AND lake.day BETWEEN date_add('day', -7, DATE '${from}') AND date_add('day', 7, DATE '${to}')
WHEN MATCHED AND told.verdict = 'NONE' AND told.day = lake.day
  THEN DELETE
WHEN MATCHED AND told.verdict <> 'NONE' AND ROW(
    lake.verdict, lake.confidence, lake.organization, lake.project, lake.stack, lake.operation, lake.version, lake.deployment_id,
    lake.environment, lake.url, lake.candidates, lake.warnings, lake.root_event_id, lake.chain, lake.stated, lake.environment_root,
    lake.environment_user
  ) IS DISTINCT FROM ROW(
    told.verdict, told.confidence, told.organization, told.project, told.stack, told.operation, told.version, told.deployment_id,
    told.environment, told.url, told.candidates, told.warnings, told.root_event_id, told.chain, told.stated, told.environment_root,
    told.environment_user
  )
  THEN UPDATE SET
    verdict = told.verdict, confidence = told.confidence, organization = told.organization, project = told.project, stack = told.stack,
    operation = told.operation, version = told.version, deployment_id = told.deployment_id, environment = told.environment,
    url = told.url, candidates = told.candidates, warnings = told.warnings, root_event_id = told.root_event_id, chain = told.chain,
    stated = told.stated, environment_root = told.environment_root, environment_user = told.environment_user
WHEN NOT MATCHED AND told.verdict <> 'NONE'
  THEN INSERT (
    event_id, event_time, account, region, event_source, event_name, action, read_only, error_code, error_message, verdict, confidence,
    organization, project, stack, operation, version, deployment_id, environment, url, candidates, warnings, access_key_id, principal_id,
    role_arn, session_name, root_event_id, chain, source_ip, user_agent, resources, day, stated, environment_root, environment_user
  ) VALUES (
    told.event_id, told.event_time, told.account, told.region, told.event_source, told.event_name, told.action, told.read_only,
    told.error_code, told.error_message, told.verdict, told.confidence, told.organization, told.project, told.stack, told.operation,
    told.version, told.deployment_id, told.environment, told.url, told.candidates, told.warnings, told.access_key_id, told.principal_id,
    told.role_arn, told.session_name, told.root_event_id, told.chain, told.source_ip, told.user_agent, told.resources, told.day,
    told.stated, told.environment_root, told.environment_user
  )
