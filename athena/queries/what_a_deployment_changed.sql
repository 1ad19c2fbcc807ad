-- What did this deployment change?
-- To review or to undo a deployment: each resource that its successful changing calls name, and what was done to it.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-20' AND DATE '2026-11-20'                                       -- edit: the days
    AND (
      (organization = 'acme' AND project = 'web' AND stack = 'prod' AND version = 41)             -- edit: the stack and version, …
      OR deployment_id = '00000000-0000-0000-0000-000000000000'                                   -- edit: … or the id
    )
)
SELECT
  resource,
  account,
  region,
  array_join(array_agg(action ORDER BY event_time), ', ') AS actions,
  min(event_time) AS first_time,
  max(event_time) AS last_time
FROM calls
LEFT JOIN UNNEST(resources) AS named (resource) ON TRUE
WHERE NOT read_only AND error_code IS NULL
GROUP BY resource, account, region
ORDER BY first_time
