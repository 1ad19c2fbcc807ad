-- Whose access key is this?
-- When you have a key id (ASIA…) from a log, an alert or a leaked file: each session that had it, and the way up to its root.
-- Name the day on which the key was used.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after.
WITH sessions AS (
  SELECT * FROM session_chain
  WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
    AND access_key_id = 'ASIAEXAMPLE000000001'      -- edit: the access key id
)
SELECT
  issued_at, expires_at, verdict, confidence, organization, project, stack, operation, version, deployment_id, environment,
  principal_id, depth, root_event_id, chain, warnings
FROM sessions
ORDER BY issued_at
