-- What did this deployment do?
-- When you know a deployment by its stack and version, or by its id: its calls in the order of time, reading ones too.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-20' AND DATE '2026-11-20'                                       -- edit: the days
    AND (
      (organization = 'acme' AND project = 'web' AND stack = 'prod' AND version = 41)             -- edit: the stack and version, …
      OR deployment_id = '00000000-0000-0000-0000-000000000000'                                   -- edit: … or the id
    )
)
SELECT event_time, account, region, action, read_only, error_code, resources, confidence, session_name, source_ip, event_id
FROM calls
ORDER BY event_time, event_id
