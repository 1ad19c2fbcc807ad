-- Which stacks had two deployments at once?
-- Pulumi runs one deployment of a stack at a time: two sessions of one stack whose calls interleave are worth a look.
-- Scans the lake: the days that you name.
WITH sessions AS (
  SELECT
    organization, project, stack, root_event_id,
    max(operation) AS operation,
    max(version) AS version,
    max(deployment_id) AS deployment_id,
    min(event_time) AS first_time,
    max(event_time) AS last_time
  FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-20' AND DATE '2026-11-20'   -- edit: the days
    AND stack IS NOT NULL
    AND root_event_id IS NOT NULL
  GROUP BY organization, project, stack, root_event_id
)
SELECT
  earlier.organization, earlier.project, earlier.stack,
  earlier.operation AS earlier_operation, earlier.version AS earlier_version, earlier.deployment_id AS earlier_deployment_id,
  earlier.first_time AS earlier_first_time, earlier.last_time AS earlier_last_time,
  later.operation AS later_operation, later.version AS later_version, later.deployment_id AS later_deployment_id,
  later.first_time AS later_first_time, later.last_time AS later_last_time
FROM sessions AS earlier
JOIN sessions AS later
  ON earlier.organization = later.organization
  AND earlier.project = later.project
  AND earlier.stack = later.stack
  AND earlier.root_event_id <> later.root_event_id
WHERE earlier.first_time <= later.first_time
  AND later.first_time <= earlier.last_time
  AND coalesce(earlier.deployment_id, '') || '@' || coalesce(CAST(earlier.version AS varchar), '')
    <> coalesce(later.deployment_id, '') || '@' || coalesce(CAST(later.version AS varchar), '')
ORDER BY earlier.first_time
