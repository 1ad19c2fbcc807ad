-- Which ids and versions were stated by several sessions?
-- A session name can be copied: an id belongs to the first session that states it, a version of which a stack has several deployments to
-- none. Each row is a name whose id or version was not believed. Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND (contains(warnings, 'ID_REUSED') OR contains(warnings, 'VERSION_REUSED'))
)
SELECT
  organization, project, stack, operation, session_name, role_arn, root_event_id,
  array_distinct(flatten(array_agg(warnings))) AS warnings,
  count(*) AS calls,
  count_if(NOT read_only) AS changing_calls,
  min(event_time) AS first_time
FROM calls
GROUP BY organization, project, stack, operation, session_name, role_arn, root_event_id
ORDER BY first_time
