-- What version 3 adds to schema-2.sql: the changes of roles' trust and of providers. They stand in files that were read before,
-- so all files are read again.

DROP VIEW deployments;
DROP VIEW sessions;
DROP VIEW refusals;

ALTER TABLE facts RENAME TO factsOfVersion2;

-- The records that issue a session or refuse one, and those that change who may buy one: a row for each access key and event id, the
-- key being `denied#<event id>` or `trust#<event id>` where none was issued. `eventTime` has nine decimals, so that the order of the
-- texts is that of the times.
CREATE TABLE facts (
  accessKeyId       TEXT NOT NULL,
  eventId           TEXT NOT NULL,
  eventTime         TEXT NOT NULL,
  kind              TEXT NOT NULL CHECK (kind IN ('root', 'link', 'denied', 'role-trust', 'provider')),
  principalId       TEXT, -- of a change of trust: `role-trust#<account>/<role>` in lower case, `provider#<ARN>`
  assumedRole       TEXT,
  callerPrincipalId TEXT,
  day               TEXT, -- of a change of a role's trust: `all`
  organization      TEXT,
  project           TEXT,
  stack             TEXT,
  uuid              TEXT,
  sessionName       TEXT,
  record            TEXT NOT NULL, -- the record, reduced to what the rules need: JSON, without a session token
  PRIMARY KEY (accessKeyId, eventId)
) STRICT;

INSERT INTO facts SELECT
  accessKeyId, eventId, eventTime, kind, principalId, assumedRole, callerPrincipalId, day, organization, project, stack, uuid,
  sessionName, record
FROM factsOfVersion2;

DROP TABLE factsOfVersion2;

CREATE INDEX byPrincipal ON facts (principalId, eventTime, eventId) WHERE principalId IS NOT NULL;
CREATE INDEX byAssumedRole ON facts (assumedRole, eventTime, eventId) WHERE assumedRole IS NOT NULL;
CREATE INDEX byCaller ON facts (callerPrincipalId, eventTime, eventId) WHERE callerPrincipalId IS NOT NULL;
CREATE INDEX byEvent ON facts (eventId);
CREATE INDEX byUuid ON facts (uuid, eventTime, eventId) WHERE uuid IS NOT NULL;
CREATE INDEX byStack ON facts (organization, project, stack, eventTime, eventId, sessionName) WHERE stack IS NOT NULL;
CREATE INDEX byOrganization ON facts (kind, organization, eventTime, eventId) WHERE organization IS NOT NULL;
CREATE INDEX byDay ON facts (kind, day, eventTime, eventId) WHERE day IS NOT NULL;

UPDATE files SET size = NULL, modified = NULL;

-- The sessions that Pulumi's tokens bought, and those bought with these and with others.
CREATE VIEW sessions AS
SELECT
  accessKeyId, eventId, eventTime, kind, principalId, assumedRole, callerPrincipalId,
  organization, project, stack, uuid, sessionName,
  json_extract(record, '$.responseElements.subjectFromWebIdentityToken') AS subject,
  json_extract(record, '$.responseElements.provider') AS provider,
  json_extract(record, '$.responseElements.credentials.expiration') AS expiresAt,
  json_extract(record, '$.recipientAccountId') AS account,
  json_extract(record, '$.awsRegion') AS region
FROM facts
WHERE kind IN ('root', 'link');

-- The attempts to buy a session with a token that were refused.
CREATE VIEW refusals AS
SELECT
  eventId, eventTime, organization,
  json_extract(record, '$.requestParameters.roleArn') AS role,
  json_extract(record, '$.requestParameters.roleSessionName') AS sessionName,
  json_extract(record, '$.userIdentity.userName') AS subject,
  json_extract(record, '$.errorCode') AS errorCode,
  json_extract(record, '$.errorMessage') AS errorMessage,
  json_extract(record, '$.recipientAccountId') AS account,
  json_extract(record, '$.awsRegion') AS region
FROM facts
WHERE kind = 'denied';

-- Who might assume which role, and since when: a row for each change; a role's newest row is its trust.
CREATE VIEW roleTrust AS
SELECT
  eventId, eventTime,
  json_extract(record, '$.eventName') AS eventName,
  json_extract(record, '$.recipientAccountId') AS account,
  json_extract(record, '$.requestParameters.roleName') AS role,
  json_extract(record, '$.responseElements.role.arn') AS arn,
  coalesce(
    json_extract(record, '$.requestParameters.assumeRolePolicyDocument'),
    json_extract(record, '$.requestParameters.policyDocument')
  ) AS policy, -- empty where the record does not hold it
  json_extract(record, '$.eventName') = 'DeleteRole' AS isDeleted
FROM facts
WHERE kind = 'role-trust';

-- What the signed subjects and the names of sessions state, with the calls that bear the sessions' own keys.
CREATE VIEW deployments AS
SELECT
  organization, project, stack, sessionName, uuid,
  min(eventTime) AS firstSeen, max(expiresAt) AS lastExpiry,
  count(*) AS sessions,
  sum((SELECT count(*) FROM calls WHERE callerAccessKeyId = accessKeyId)) AS calls,
  json_group_array(DISTINCT account) AS accounts
FROM sessions
WHERE kind = 'root' AND stack IS NOT NULL
GROUP BY organization, project, stack, sessionName, uuid;

PRAGMA user_version = 3;
