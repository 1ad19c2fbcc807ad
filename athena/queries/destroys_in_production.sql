-- What was destroyed in production?
-- Deployments that destroy, and deletions by other deployments, in stacks whose name says production.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND regexp_like(stack, '(?i)prod')                        -- edit: what your production stacks are called
    AND error_code IS NULL
    AND NOT read_only
)
SELECT
  organization, project, stack, operation, version, deployment_id, url,
  count(*) AS deletions,
  array_agg(DISTINCT action) AS actions,
  slice(array_distinct(flatten(array_agg(resources))), 1, 50) AS first_resources,
  min(event_time) AS first_time
FROM calls
WHERE regexp_like(event_name, '^(Delete|Terminate|Remove|Deregister|Release|Disassociate|Detach)') OR operation = 'destroy'
GROUP BY organization, project, stack, operation, version, deployment_id, url
ORDER BY first_time
