-- Which assumptions were refused for the casing of the organization?
-- AWS compares the audience letter by letter and names no reason. Each row is a refusal whose audience is one that got
-- sessions on these days, or one of your organizations, but for its casing. Scans the trail: the days that you name, and three
-- neighbours of each.
WITH refused AS (
  SELECT * FROM denied_assumptions
  WHERE day BETWEEN '2026/11/20' AND '2026/11/21'   -- edit: the days
),
sound AS (
  SELECT DISTINCT audience FROM pulumi_sessions
  WHERE day BETWEEN '2026/11/20' AND '2026/11/21'   -- edit: the same days
  UNION
  SELECT organization AS audience
  FROM configuration
  CROSS JOIN UNNEST(organizations) AS own (organization)
)
SELECT
  refused.first_time, refused.attempts, refused.account, refused.role_arn, refused.project, refused.stack,
  refused.audience AS audience_sent, sound.audience AS audience_that_works
FROM refused
JOIN sound ON lower(refused.audience) = lower(sound.audience) AND refused.audience <> sound.audience
WHERE refused.audience NOT IN (SELECT audience FROM sound WHERE audience IS NOT NULL)
ORDER BY refused.first_time
