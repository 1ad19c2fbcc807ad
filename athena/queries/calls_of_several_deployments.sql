-- Which calls fit several deployments?
-- AMBIGUOUS is no failure: more than one deployment fits equally, and all of them are candidates.
-- Scans the lake: the days that you name.
SELECT event_time, account, region, action, read_only, error_code, candidates, session_name, principal_id, warnings, event_id
FROM deployment_calls_lake
WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
  AND verdict = 'AMBIGUOUS'
ORDER BY event_time, event_id
