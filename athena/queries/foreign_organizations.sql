-- Which foreign organizations got in?
-- A role whose trust policy does not compare the audience lets in any Pulumi organization of the world. Close each such role.
-- It needs the stack's parameter Organizations. Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND contains(warnings, 'FOREIGN_ORGANIZATION')
)
SELECT
  organization, project, stack, account,
  array_agg(DISTINCT role_arn) AS role_arns,
  count(DISTINCT root_event_id) AS sessions,
  count(*) AS calls,
  count_if(NOT read_only AND error_code IS NULL) AS changes,
  min(event_time) AS first_time,
  max(event_time) AS last_time
FROM calls
GROUP BY organization, project, stack, account
ORDER BY changes DESC, calls DESC
