-- Takes the calls that CloudTrail delivered from ${from} to ${to} into the lake. Taking days in again adds nothing; it changes the
-- answers of calls of which more is known now, as when an issuance came late, and takes out those that turned out to be nobody's.
-- A call that was delivered on two days stays on the first, if a week at most lies between.
MERGE INTO deployment_calls_lake AS lake
USING (
  SELECT
    event_id, CAST(event_time AS timestamp(6)) AS event_time, account, region, event_source, event_name, action, read_only, error_code,
    error_message, verdict, confidence, organization, project, stack, operation, version, deployment_id, environment, url, candidates,
    warnings, access_key_id, principal_id, role_arn, session_name, root_event_id, chain, source_ip, user_agent, resources,
    CAST(date_parse(day, '%Y/%m/%d') AS date) AS day
  FROM (
    SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY verdict = 'NONE', day) AS delivery
    FROM deployment_calls
    WHERE day BETWEEN date_format(DATE '${from}', '%Y/%m/%d') AND date_format(DATE '${to}', '%Y/%m/%d')
      AND (
        verdict <> 'NONE'
        OR event_id IN (SELECT event_id FROM deployment_calls_lake WHERE day BETWEEN DATE '${from}' AND DATE '${to}')
      )
  )
  WHERE delivery = 1
) AS told
ON lake.event_id = told.event_id
  AND lake.day BETWEEN date_add('day', -7, DATE '${from}') AND date_add('day', 7, DATE '${to}')
WHEN MATCHED AND told.verdict = 'NONE' AND told.day = lake.day
  THEN DELETE
WHEN MATCHED AND told.verdict <> 'NONE' AND ROW(
    lake.verdict, lake.confidence, lake.organization, lake.project, lake.stack, lake.operation, lake.version, lake.deployment_id,
    lake.environment, lake.url, lake.candidates, lake.warnings, lake.root_event_id, lake.chain
  ) IS DISTINCT FROM ROW(
    told.verdict, told.confidence, told.organization, told.project, told.stack, told.operation, told.version, told.deployment_id,
    told.environment, told.url, told.candidates, told.warnings, told.root_event_id, told.chain
  )
  THEN UPDATE SET
    verdict = told.verdict, confidence = told.confidence, organization = told.organization, project = told.project, stack = told.stack,
    operation = told.operation, version = told.version, deployment_id = told.deployment_id, environment = told.environment,
    url = told.url, candidates = told.candidates, warnings = told.warnings, root_event_id = told.root_event_id, chain = told.chain
WHEN NOT MATCHED AND told.verdict <> 'NONE'
  THEN INSERT (
    event_id, event_time, account, region, event_source, event_name, action, read_only, error_code, error_message, verdict, confidence,
    organization, project, stack, operation, version, deployment_id, environment, url, candidates, warnings, access_key_id, principal_id,
    role_arn, session_name, root_event_id, chain, source_ip, user_agent, resources, day
  ) VALUES (
    told.event_id, told.event_time, told.account, told.region, told.event_source, told.event_name, told.action, told.read_only,
    told.error_code, told.error_message, told.verdict, told.confidence, told.organization, told.project, told.stack, told.operation,
    told.version, told.deployment_id, told.environment, told.url, told.candidates, told.warnings, told.access_key_id, told.principal_id,
    told.role_arn, told.session_name, told.root_event_id, told.chain, told.source_ip, told.user_agent, told.resources, told.day
  )
