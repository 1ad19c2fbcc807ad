-- What happened to this resource?
-- Each call of anybody that names it, so that a change by hand stands between those of deployments.
-- An ARN and the identifier at its end are two names of one resource.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after.
SELECT event_time, action, error_code, verdict, organization, project, stack, version, url, principal_id, event_id
FROM resource_timeline
WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
  AND resource = 'arn:aws:s3:::acme-web-assets'   -- edit: the ARN, or the bare name as the record has it
ORDER BY event_time, event_id
