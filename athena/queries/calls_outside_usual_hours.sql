-- Which deployments ran outside the stack's usual hours?
-- Changes of the last days at an hour, in UTC, at which the stack changed nothing in the time before.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT
    *,
    hour(event_time) AS hour_of_day,
    day >= DATE '2026-11-20' AS is_recent                     -- edit: the first of the days in question
  FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-11-21'   -- edit: from the days to compare with, to the last day in question
    AND NOT read_only
    AND stack IS NOT NULL
)
SELECT
  organization, project, stack, hour_of_day,
  count(*) AS calls,
  array_agg(DISTINCT operation) AS operations,
  array_agg(DISTINCT version) AS versions,
  min(event_time) AS first_time
FROM calls
GROUP BY organization, project, stack, hour_of_day
HAVING bool_and(is_recent)
ORDER BY first_time
