-- Which actions does this stack no longer use?
-- To narrow a role: actions that the stack used once, with the last time that it did.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-01-01' AND DATE '2026-11-30'               -- edit: the days
    AND organization = 'acme' AND project = 'web' AND stack = 'prod'      -- edit: the stack
)
SELECT action, count(*) AS calls, min(event_time) AS first_time, max(event_time) AS last_time
FROM calls
GROUP BY action
HAVING max(day) < DATE '2026-09-01'                                       -- edit: not used since
ORDER BY last_time
