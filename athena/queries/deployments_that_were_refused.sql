-- What was refused to deployments?
-- To see which stacks lack permissions, or try what they should not: calls that AWS refused, by stack and action.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND (error_code LIKE '%AccessDenied%' OR error_code LIKE '%Unauthorized%')
)
SELECT
  organization, project, stack, action, error_code,
  count(*) AS calls,
  count(DISTINCT root_event_id) AS sessions,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  max_by(error_message, event_time) AS last_message
FROM calls
GROUP BY organization, project, stack, action, error_code
ORDER BY calls DESC
