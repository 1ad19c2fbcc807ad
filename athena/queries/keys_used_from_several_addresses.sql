-- Which sessions were used from several addresses?
-- A deployment runs in one place. A session that calls from several may have been carried off; a NAT with several addresses
-- looks the same, and so does a chain that goes through a service. Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND access_key_id IS NOT NULL
    AND regexp_like(source_ip, '^[0-9a-fA-F.:]+$')
)
SELECT
  access_key_id, organization, project, stack, version, deployment_id,
  array_agg(DISTINCT source_ip) AS source_ips,
  array_agg(DISTINCT user_agent) AS user_agents,
  count(*) AS calls,
  min(event_time) AS first_time,
  max(event_time) AS last_time
FROM calls
GROUP BY access_key_id, organization, project, stack, version, deployment_id
HAVING count(DISTINCT source_ip) > 1
ORDER BY count(DISTINCT source_ip) DESC
