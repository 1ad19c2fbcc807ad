-- Which deployments got no credentials?
-- When deployments fail at their start, or somebody tries roles: sessions that STS refused to Pulumi, retries as one row.
-- Scans the trail: the days that you name, and those next to them.
SELECT
  first_time, last_time, attempts, account, region, role_arn, organization, project, stack, operation, audience, subject,
  error_code, error_message, warnings, first_event_id
FROM denied_assumptions
WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
ORDER BY first_time
