-- Which managed resources were changed by hand?
-- Drift: changes of these days that no deployment made, to resources that a deployment changed before.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after; and the lake for what is managed.
WITH by_others AS (
  SELECT event_time, account, region, action, principal_id, source_ip, event_id, resource
  FROM deployment_calls
  CROSS JOIN UNNEST(resources) AS named (resource)
  WHERE day BETWEEN '2026/11/20' AND '2026/11/20'             -- edit: the days in question
    AND verdict = 'NONE'
    AND NOT read_only
    AND error_code IS NULL
),
managed AS (
  SELECT
    resource,
    max_by(organization || '/' || project || '/' || stack, event_time) AS last_stack,
    max(event_time) AS last_deployed
  FROM deployment_calls_lake
  CROSS JOIN UNNEST(resources) AS named (resource)
  WHERE day BETWEEN DATE '2026-08-01' AND DATE '2026-11-20'   -- edit: how far back a resource counts as managed
    AND NOT read_only
    AND error_code IS NULL
    AND stack IS NOT NULL
  GROUP BY resource
)
SELECT
  event_time, action, principal_id, source_ip, account, region, event_id,
  array_agg(resource) AS resources,
  max_by(last_stack, last_deployed) AS last_stack,
  max(last_deployed) AS last_deployed
FROM by_others
JOIN managed USING (resource)
GROUP BY event_time, action, principal_id, source_ip, account, region, event_id
ORDER BY event_time
