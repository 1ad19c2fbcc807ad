-- What happened to each resource: a row for each call and each resource that the call's record names, by ARN or by identifier.
-- Calls of everybody, so that a change by hand shows between those of deployments. Each is named as the record
-- spells it: a resource has several spellings, and one name may be that of several resources.
SELECT
  resource,
  event_time,
  event_id,
  account,
  region,
  action,
  read_only,
  error_code,
  verdict,
  confidence,
  organization,
  project,
  stack,
  operation,
  version,
  deployment_id,
  stated,
  url,
  principal_id,
  source_ip,
  day
FROM deployment_calls
CROSS JOIN UNNEST(resources) AS named(resource)
