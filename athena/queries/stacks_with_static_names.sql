-- Which stacks use a session name without version and id?
-- Their calls are only attributed to a stack. docs/session-names.md has a template that names one deployment.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND contains(warnings, 'STATIC_NAME')
)
SELECT
  organization, project, stack,
  array_agg(DISTINCT session_name) AS session_names,
  count(DISTINCT root_event_id) AS sessions,
  count(*) AS calls,
  max(event_time) AS last_time
FROM calls
GROUP BY organization, project, stack
ORDER BY sessions DESC
