-- Which deployments got no credentials, and what was the role's policy then?
-- When deployments fail at their start, or somebody tries roles: sessions that STS refused to Pulumi, retries as one row, beside the trust
-- policy in force. policy is empty where no change was found in the days of the history, or where several in its last second differ. An
-- audience that works but for its casing is named: AWS compares letter by letter and gives no reason. Scans the trail: the days that you
-- name, three neighbours of each, and the days of the history.
WITH refused AS (
  SELECT
    *,
    regexp_extract(role_arn, ':iam::([0-9]{12}):role/', 1) || '/' || lower(regexp_extract(role_arn, '([^/]+)\z', 1)) AS role_key
  FROM denied_assumptions
  WHERE day BETWEEN '2026/11/20' AND '2026/11/21'   -- edit: the days
    AND verdict <> 'NONE'                           -- tokens of other providers are NONE
),
history AS (
  SELECT * FROM role_trust_history
  WHERE day BETWEEN '2026/09/01' AND '2026/11/21'   -- edit: how far back a policy is looked for, to the same last day
),
changes AS (
  SELECT
    refused.first_event_id, history.event_time, history.document, history.deleted, history.event_id,
    rank() OVER (PARTITION BY refused.first_event_id ORDER BY history.event_time DESC) AS place
  FROM refused
  JOIN history ON history.role_key = refused.role_key AND history.event_time <= refused.first_time
),
in_force AS (
  SELECT
    first_event_id,
    max(event_time) AS policy_since,
    -- A document that is not known is unlike any other.
    IF(count(DISTINCT IF(deleted, 'deleted', coalesce(document, event_id))) = 1, max(document)) AS policy,
    IF(count(DISTINCT IF(deleted, 'deleted', coalesce(document, event_id))) = 1, bool_and(deleted)) AS role_is_deleted
  FROM changes
  WHERE place = 1
  GROUP BY first_event_id
),
sound AS (
  SELECT lower(audience) AS lowered, array_agg(DISTINCT audience) AS audiences
  FROM (
    SELECT audience FROM pulumi_sessions
    WHERE day BETWEEN '2026/11/20' AND '2026/11/21'   -- edit: the same days
    UNION
    SELECT organization AS audience
    FROM configuration
    CROSS JOIN UNNEST(organizations) AS own (organization)
  )
  WHERE audience IS NOT NULL
  GROUP BY lower(audience)
)
SELECT
  refused.first_time, refused.last_time, refused.attempts, refused.account, refused.region, refused.role_arn, refused.verdict,
  refused.organization, refused.project, refused.stack, refused.operation, refused.environment, refused.environment_user,
  refused.audience, IF(NOT contains(sound.audiences, refused.audience), sound.audiences) AS audiences_that_work, refused.subject,
  in_force.policy, in_force.policy_since, in_force.role_is_deleted, refused.error_code, refused.error_message, refused.source_ips,
  refused.warnings, refused.first_event_id
FROM refused
LEFT JOIN in_force ON in_force.first_event_id = refused.first_event_id
LEFT JOIN sound ON sound.lowered = lower(refused.audience)
ORDER BY refused.first_time
