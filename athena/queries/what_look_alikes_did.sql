-- What did sessions with a deployment's look do?
-- After a look-alike name was found: all that its sessions called. None of it was done by Pulumi as far as AWS can tell.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND verdict = 'SUSPECT'
)
SELECT
  session_name, principal_id, account, region, action, error_code,
  count(*) AS calls,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  array_agg(DISTINCT source_ip) AS source_ips,
  flatten(array_agg(DISTINCT warnings)) AS warnings
FROM calls
GROUP BY session_name, principal_id, account, region, action, error_code
ORDER BY first_time
