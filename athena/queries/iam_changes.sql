-- What did deployments change in permissions?
-- To review who may do what: changes to IAM, to organizations and identity centers, and to policies of resources.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND NOT read_only
)
SELECT
  event_time, organization, project, stack, version, operation, account, action, resources, error_code, confidence, url, event_id
FROM calls
WHERE event_source IN ('iam.amazonaws.com', 'organizations.amazonaws.com', 'sso.amazonaws.com')
  OR regexp_like(event_name, '(Policy|Permission|Grant|Acl)')
ORDER BY event_time
