-- The records of the trail in the words of the rules: one row a record, of the day on which CloudTrail delivered it. A record in
-- which STS hands out a session, or refuses to, stands on the neighbouring days too (is_own_day is false there), since calls of a
-- day are tied to sessions of which CloudTrail told up to two days before and one day after: sessions live 12 hours at most, and
-- files come late. Each of the four days is a scan of its own, so that a filter on `day` reaches the partitions of all four.
-- DamagedFiles, which no reader gets through, are left out by name: the list has to be one of literals, so that the files are not
-- opened. Session tokens end here: of requestparameters and responseelements only named fields come out. A row without event id or time is
-- no record; one with a session that was created at no time, with a request or an answer that is no object, or with a granted
-- AssumeRole that shows no key is unreadable, as it is for the core.
WITH readable_logs AS (
  SELECT * FROM cloudtrail_logs WHERE "$path" NOT IN ('${DamagedFiles}')
),
delivered AS (
  SELECT day AS for_day, TRUE AS is_own_day, * FROM readable_logs
  UNION ALL
  SELECT date_format(date_add('day', -1, date_parse(day, '%Y/%m/%d')), '%Y/%m/%d'), FALSE, *
  FROM readable_logs
  WHERE eventsource = 'sts.amazonaws.com'
    AND eventname IN ('AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'AssumeRoot')
  UNION ALL
  SELECT date_format(date_add('day', 1, date_parse(day, '%Y/%m/%d')), '%Y/%m/%d'), FALSE, *
  FROM readable_logs
  WHERE eventsource = 'sts.amazonaws.com'
    AND eventname IN ('AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'AssumeRoot')
  UNION ALL
  SELECT date_format(date_add('day', 2, date_parse(day, '%Y/%m/%d')), '%Y/%m/%d'), FALSE, *
  FROM readable_logs
  WHERE eventsource = 'sts.amazonaws.com'
    AND eventname IN ('AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'AssumeRoot')
),
named AS (
  SELECT
    for_day AS day,
    day AS delivered_day,
    is_own_day,
    account,
    region,
    nullif(eventid, '') AS event_id,
    TRY(CAST(from_iso8601_timestamp(eventtime) AT TIME ZONE 'UTC' AS timestamp(3))) AS event_time,
    nullif(eventsource, '') AS event_source,
    nullif(eventname, '') AS event_name,
    coalesce(eventsource = 'sts.amazonaws.com' AND eventname = 'AssumeRoleWithWebIdentity', FALSE) AS is_web_identity,
    coalesce(eventsource = 'sts.amazonaws.com' AND eventname = 'AssumeRoleWithSAML', FALSE) AS is_saml,
    coalesce(eventsource = 'sts.amazonaws.com' AND eventname = 'AssumeRoot', FALSE) AS is_root_assumed,
    coalesce(
      eventsource = 'sts.amazonaws.com'
        AND eventname IN ('AssumeRole', 'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'AssumeRoot'),
      FALSE
    ) AS asks_for_session,
    -- What some pipelines write where CloudTrail wrote nothing.
    IF(errorcode NOT IN ('', '-', 'null'), errorcode) AS error_code,
    IF(errormessage NOT IN ('', '-', 'null'), errormessage) AS error_message,
    lower(readonly) = 'true' AS is_read_only,
    sourceipaddress AS source_ip,
    useragent AS user_agent,
    nullif(addendum.originaleventid, '') AS corrected_event_id,
    nullif(sharedeventid, '') AS shared_event_id,
    -- Who made the call.
    useridentity.type AS caller_type,
    IF(useridentity.principalid NOT IN ('', '-', 'null'), useridentity.principalid) AS caller_principal_id,
    IF(useridentity.accesskeyid NOT IN ('', '-', 'null'), useridentity.accesskeyid) AS caller_access_key_id,
    IF(useridentity.arn NOT IN ('', '-', 'null'), useridentity.arn) AS caller_arn,
    IF(useridentity.accountid NOT IN ('', '-', 'null'), useridentity.accountid) AS caller_account,
    useridentity.sessioncontext.sessionissuer.arn AS caller_role_arn,
    TRY(CAST(
      from_iso8601_timestamp(useridentity.sessioncontext.attributes.creationdate) AT TIME ZONE 'UTC' AS timestamp(3)
    )) AS caller_created,
    IF(
      useridentity.sessioncontext.webidfederationdata.federatedprovider NOT IN ('', '-', 'null'),
      useridentity.sessioncontext.webidfederationdata.federatedprovider
    ) AS caller_provider,
    -- A service called for somebody: the key, if there is any, is the service's.
    coalesce(useridentity.invokedby NOT IN ('', '-', 'null'), FALSE)
      OR coalesce(sourceipaddress = 'AWS Internal' OR regexp_like(sourceipaddress, '[.]amazonaws[.]com\z'), FALSE) AS is_forwarded,
    -- What a token bought: the provider, the audience and the subject that AWS checked. AWS writes provider and subject twice, and
    -- all three into the principal id, <provider>:<audience>:<subject>; where these differ, none is believed.
    IF(
      json_extract_scalar(responseelements, '$.provider') <> nullif(useridentity.identityprovider, '')
        OR NOT starts_with(
          nullif(useridentity.principalid, ''),
          coalesce(json_extract_scalar(responseelements, '$.provider'), useridentity.identityprovider) || ':'),
      NULL,
      coalesce(json_extract_scalar(responseelements, '$.provider'), nullif(useridentity.identityprovider, ''))
    ) AS provider,
    IF(
      json_extract_scalar(responseelements, '$.subjectFromWebIdentityToken') <> nullif(useridentity.username, '')
        OR substr(
          nullif(useridentity.principalid, ''),
          -length(coalesce(json_extract_scalar(responseelements, '$.subjectFromWebIdentityToken'), useridentity.username)) - 1)
          <> ':' || coalesce(json_extract_scalar(responseelements, '$.subjectFromWebIdentityToken'), useridentity.username),
      NULL,
      coalesce(json_extract_scalar(responseelements, '$.subjectFromWebIdentityToken'), nullif(useridentity.username, ''))
    ) AS subject,
    json_extract_scalar(responseelements, '$.audience') AS told_audience,
    -- The session that STS handed out.
    nullif(json_extract_scalar(responseelements, '$.credentials.accessKeyId'), '') AS issued_access_key_id,
    nullif(json_extract_scalar(responseelements, '$.assumedRoleUser.assumedRoleId'), '') AS told_principal_id,
    nullif(json_extract_scalar(responseelements, '$.assumedRoleUser.arn'), '') AS issued_assumed_role_arn,
    nullif(json_extract_scalar(requestparameters, '$.roleArn'), '') AS requested_role_arn,
    nullif(json_extract_scalar(requestparameters, '$.roleSessionName'), '') AS requested_session_name,
    regexp_extract(json_extract_scalar(requestparameters, '$.targetPrincipal'), '^(?:arn:[^:]*:iam::)?([0-9]{12})(?::root)?\z', 1)
      AS requested_account,
    TRY_CAST(json_extract_scalar(requestparameters, '$.durationSeconds') AS bigint) AS requested_seconds,
    -- Two spellings, with and without a comma behind the day; some JDKs put narrow spaces before AM and PM.
    regexp_replace(json_extract_scalar(responseelements, '$.credentials.expiration'), '[^A-Za-z0-9]+', ' ') AS expiration,
    -- Everything by which the record names what it touched; credentials are no ARNs and have no such ids.
    array_distinct(concat(
      filter(transform(coalesce(resources, ARRAY[]), resource -> resource.arn), arn -> arn IS NOT NULL),
      coalesce(regexp_extract_all(requestparameters, '"(arn:[A-Za-z0-9_-]*:[^"\s\\]{1,1000})"', 1), ARRAY[]),
      coalesce(regexp_extract_all(
        requestparameters,
        -- secretId and queueUrl: fields by which services name their own.
        '"(?:secretId|queueUrl|(?![A-Za-z]*(?:[sS]ession[nN]ame|[tT]oken|[sS]ecret|[pP]assword|[rR]equest[iI][dD]))'
          || '(?:[nN]ame|[iI]d|[A-Za-z]*[a-z0-9](?:Name|Id|ID|Identifier)))"\s*:\s*"(?!arn:|[0-9.]+"|true"|false")([^"\s\\]{2,1024})"',
        1), ARRAY[]),
      coalesce(regexp_extract_all(responseelements, '"(arn:[A-Za-z0-9_-]*:[^"\s\\]{1,1000})"', 1), ARRAY[]),
      coalesce(regexp_extract_all(responseelements, '"([a-z]{1,20}(?:-[a-z]{1,20}){0,3}-[0-9a-f]{8,32})"', 1), ARRAY[])
    )) AS resources
  FROM delivered
  WHERE coalesce(requestparameters IN ('', '-', 'null') OR regexp_like(requestparameters, '^\s*[{]'), TRUE)
    AND coalesce(responseelements IN ('', '-', 'null') OR regexp_like(responseelements, '^\s*[{]'), TRUE)
    AND coalesce(
      useridentity.sessioncontext.attributes.creationdate IN ('', '-', 'null')
        OR TRY(from_iso8601_timestamp(useridentity.sessioncontext.attributes.creationdate)) IS NOT NULL,
      TRUE)
    AND NOT coalesce(
      eventsource = 'sts.amazonaws.com'
        AND eventname = 'AssumeRole'
        AND coalesce(eventtype, 'AwsApiCall') = 'AwsApiCall'
        AND coalesce(errorcode IN ('', '-', 'null'), TRUE)
        AND coalesce(errormessage IN ('', '-', 'null'), TRUE)
        AND coalesce(json_extract_scalar(responseelements, '$.credentials.accessKeyId'), '') IN ('', '-', 'null'),
      FALSE)
)
SELECT
  *,
  coalesce(split_part(event_source, '.', 1) || ':' || event_name, event_name) AS action,
  coalesce(
    regexp_extract(caller_principal_id, '^ARO[^:]*:(.+)', 1),
    IF(caller_principal_id IS NULL, regexp_extract(caller_arn, ':assumed-role/[^/]*/(.+)', 1))
  ) AS caller_session_name,
  CASE
    WHEN is_saml THEN FALSE
    WHEN caller_principal_id IS NULL
      THEN coalesce(caller_type = 'AssumedRole', FALSE) OR coalesce(strpos(caller_arn, ':assumed-role/') > 0, FALSE)
    ELSE regexp_like(caller_principal_id, '^ARO[^:]*:.')
  END AS is_role_session,
  IF(
    told_audience IS NOT NULL,
    IF(coalesce(starts_with(caller_principal_id, provider || ':' || told_audience || ':'), caller_principal_id IS NULL), told_audience),
    -- All three hold colons, so the two that are known are taken off.
    IF(
      starts_with(caller_principal_id, provider || ':')
        AND length(caller_principal_id) >= length(provider) + length(subject) + 2
        AND substr(caller_principal_id, -length(subject) - 1) = ':' || subject,
      substr(caller_principal_id, length(provider) + 2, length(caller_principal_id) - length(provider) - length(subject) - 2)
    )
  ) AS audience,
  -- Credentials in the answer mean that STS granted it, whatever stands in errorcode.
  asks_for_session AND (issued_access_key_id IS NOT NULL OR (error_code IS NULL AND error_message IS NULL)) AS is_granted,
  asks_for_session AND issued_access_key_id IS NOT NULL AND coalesce(told_principal_id, IF(is_root_assumed, requested_account)) IS NOT NULL
    AS hands_out_session,
  coalesce(told_principal_id, IF(is_root_assumed, requested_account)) AS issued_principal_id,
  coalesce(
    regexp_extract(issued_assumed_role_arn, '^arn:[^:]*:sts::([0-9]{12}):', 1),
    regexp_extract(requested_role_arn, '^arn:[^:]*:iam::([0-9]{12}):', 1),
    IF(is_root_assumed, requested_account)
  ) AS issued_account,
  regexp_extract(told_principal_id, '^[^:]*:(.+)', 1) AS issued_session_name,
  coalesce(
    IF(TRY(date_parse(expiration, '%b %e %Y %l %i %s %p')) > event_time, TRY(date_parse(expiration, '%b %e %Y %l %i %s %p'))),
    date_add(
      'second',
      IF(requested_seconds BETWEEN 1 AND 129600, requested_seconds, IF(is_root_assumed, 900, 3600)),
      event_time
    )
  ) AS issued_expires_at
FROM named
WHERE event_id IS NOT NULL AND event_time BETWEEN TIMESTAMP '2000-01-01 00:00:00.000' AND TIMESTAMP '8999-12-31 00:00:00.000'
