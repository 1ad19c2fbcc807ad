-- Which resources did several stacks change?
-- Two stacks that manage one resource undo each other's work.
-- Scans the lake: the days that you name.
WITH changes AS (
  SELECT resource, organization || '/' || project || '/' || stack AS full_stack, action, event_time
  FROM deployment_calls_lake
  CROSS JOIN UNNEST(resources) AS named (resource)
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND NOT read_only
    AND error_code IS NULL
    AND stack IS NOT NULL
)
SELECT
  resource,
  array_agg(DISTINCT full_stack) AS stacks,
  array_agg(DISTINCT action) AS actions,
  count(*) AS changes,
  max(event_time) AS last_time
FROM changes
GROUP BY resource
HAVING count(DISTINCT full_stack) > 1
ORDER BY changes DESC
