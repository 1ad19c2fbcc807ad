-- Which deployments got no credentials?
-- When deployments fail at their start, or somebody tries roles: sessions that STS refused to Pulumi, retries as one row.
-- Scans the trail: the days that you name.
SELECT
  first_time, last_time, attempts, account, region, role_arn, verdict, organization, project, stack, operation,
  environment, environment_user, audience, subject, error_code, error_message, source_ips, warnings, first_event_id
FROM denied_assumptions
WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
  AND verdict <> 'NONE'                           -- tokens of other providers are NONE
ORDER BY first_time
