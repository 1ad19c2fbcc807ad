-- What happened to this resource?
-- Each call of anybody that names it, so that a change by hand stands between those of deployments.
-- A resource is named as the record spells it: ask for each spelling, its ARN, its name, a queue's URL. A name may be that of another
-- type, account or Region too: action, account and region tell which.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after.
SELECT
  event_time, action, account, region, resource, error_code, verdict, organization, project, stack, version, url, principal_id, event_id
FROM resource_timeline
WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
  AND resource IN ('arn:aws:s3:::acme-web-assets', 'acme-web-assets')   -- edit: the ARN, the name, and other spellings
ORDER BY event_time, event_id
