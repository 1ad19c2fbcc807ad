-- Who made this call?
-- When an alert or a log gives you an event id. The verdict, the confidence and the warnings say how far to trust the answer, and stated
-- which of its fields only the session name says.
-- A call of the last minutes before midnight may be delivered on the next day.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after.
WITH call AS (
  SELECT * FROM deployment_calls
  WHERE day BETWEEN '2026/11/20' AND '2026/11/21'               -- edit: the day of the call, and the next
    AND event_id = '00000000-0000-0000-0000-000000000000'       -- edit: the event id
)
SELECT
  verdict, confidence, organization, project, stack, operation, version, deployment_id, stated, environment, environment_root,
  environment_user, url, candidates, warnings,
  event_time, account, region, action, error_code, role_arn, session_name, principal_id, access_key_id, source_ip, chain
FROM call
