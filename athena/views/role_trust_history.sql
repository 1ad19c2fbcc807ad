-- Who might assume which role, and since when: each change of a role's trust policy that IAM carried out, by whomever, with the policy as
-- text. IAM's records are in one Region of a partition, us-east-1 in aws, which has to be among the stack's Regions. What was changed
-- before the days that are asked for is not here. document is empty where the record does not hold it: the policy is not known then, and
-- not the one before. Times are whole seconds: of several changes in one second, nobody knows which came last. IAM takes a role's name in
-- any case, and only CreateRole says the path: role_key is the same for all of them.
SELECT DISTINCT
  account || '/' || lower(coalesce(
    json_extract_scalar(requestparameters, '$.roleName'), json_extract_scalar(responseelements, '$.role.roleName')
  )) AS role_key,
  account,
  coalesce(json_extract_scalar(requestparameters, '$.roleName'), json_extract_scalar(responseelements, '$.role.roleName')) AS role_name,
  json_extract_scalar(responseelements, '$.role.arn') AS role_arn,
  TRY(CAST(from_iso8601_timestamp(eventtime) AT TIME ZONE 'UTC' AS timestamp(3))) AS event_time,
  eventname AS event_name,
  coalesce(
    nullif(json_extract_scalar(requestparameters, '$.assumeRolePolicyDocument'), ''),
    nullif(json_extract_scalar(requestparameters, '$.policyDocument'), ''),
    -- IAM's answers are percent-encoded, and a plus is a plus.
    TRY(url_decode(replace(json_extract_scalar(responseelements, '$.role.assumeRolePolicyDocument'), '+', '%2B')))
  ) AS document,
  eventname = 'DeleteRole' AS deleted,
  useridentity.arn AS changed_by_arn,
  eventid AS event_id,
  day
FROM cloudtrail_logs
WHERE "$path" NOT IN ('${DamagedFiles}')
  AND eventsource = 'iam.amazonaws.com'
  AND eventname IN ('CreateRole', 'UpdateAssumeRolePolicy', 'DeleteRole')
  AND coalesce(errorcode IN ('', '-', 'null'), TRUE)
  AND coalesce(errormessage IN ('', '-', 'null'), TRUE)
  AND coalesce(json_extract_scalar(requestparameters, '$.roleName'), json_extract_scalar(responseelements, '$.role.roleName')) IS NOT NULL
  AND TRY(from_iso8601_timestamp(eventtime)) IS NOT NULL
