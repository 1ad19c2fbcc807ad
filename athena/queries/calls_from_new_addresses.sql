-- Which stacks called from an address never seen before?
-- When credentials may have left Pulumi: addresses of the last days from which the stack did not call in the time before.
-- Deployment agents have changing addresses; a customer-managed agent has few. Scans the lake: the days that you name.
WITH calls AS (
  SELECT
    *,
    day >= DATE '2026-11-20' AS is_recent                     -- edit: the first of the days in question
  FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-11-21'   -- edit: from the days to compare with, to the last day in question
    AND regexp_like(source_ip, '^[0-9a-fA-F.:]+$')
)
SELECT
  organization, project, stack, source_ip,
  count(*) AS calls,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  array_agg(DISTINCT user_agent) AS user_agents,
  min_by(event_id, event_time) AS first_event_id
FROM calls
GROUP BY organization, project, stack, source_ip
HAVING bool_and(is_recent)
ORDER BY first_time
