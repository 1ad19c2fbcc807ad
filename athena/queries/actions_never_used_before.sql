-- Which stacks did something that they never did before?
-- To find what is unusual: actions of the last days that the stack did not use in the time before.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT
    *,
    day >= DATE '2026-11-20' AS is_recent                     -- edit: the first of the days in question
  FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-11-21'   -- edit: from the days to compare with, to the last day in question
    AND stack IS NOT NULL
)
SELECT
  organization, project, stack, action, bool_and(read_only) AS read_only,
  count(*) AS calls,
  min(event_time) AS first_time,
  min_by(event_id, event_time) AS first_event_id
FROM calls
GROUP BY organization, project, stack, action
HAVING bool_and(is_recent)
ORDER BY read_only, first_time
