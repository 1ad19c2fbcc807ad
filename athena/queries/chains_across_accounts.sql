-- Which deployments went on into other accounts?
-- A deployment's role assumes roles elsewhere: where it came, by how many hops, and what it did there.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND root_event_id IS NOT NULL
)
SELECT
  organization, project, stack, root_event_id,
  array_agg(DISTINCT account) AS accounts,
  max(cardinality(chain)) - 1 AS most_hops,
  array_agg(DISTINCT role_arn) AS role_arns,
  count(*) AS calls,
  count_if(NOT read_only AND error_code IS NULL) AS changes,
  array_agg(DISTINCT confidence) AS confidences,
  min(event_time) AS first_time
FROM calls
GROUP BY organization, project, stack, root_event_id
HAVING count(DISTINCT account) > 1
ORDER BY first_time
