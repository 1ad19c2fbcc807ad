-- What permissions does this stack use?
-- A sketch of a policy for the stack's role: each service's successful actions as a statement. CloudTrail's names are not always
-- IAM's (s3:ListBuckets needs s3:ListAllMyBuckets), and calls on data are only there if the trail logs them: check each.
-- Scans the lake: the days that you name; months make a better sketch than days.
WITH actions AS (
  SELECT DISTINCT split_part(action, ':', 1) AS service, action
  FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-11-30'               -- edit: the days
    AND organization = 'acme' AND project = 'web' AND stack = 'prod'      -- edit: the stack
    AND error_code IS NULL
)
SELECT
  service,
  count(*) AS actions,
  '{"Effect":"Allow","Action":["' || array_join(array_agg(action ORDER BY action), '","') || '"],"Resource":"*"}' AS statement
FROM actions
GROUP BY service
ORDER BY service
