-- The index of a desk; docs/desk-index.md describes it.

-- The records that issue a session or refuse one: a row for each access key and event id, the key being `denied#<event id>`
-- where none was issued. `eventTime` has nine decimals, so that the order of the texts is that of the times.
CREATE TABLE facts (
  accessKeyId       TEXT NOT NULL,
  eventId           TEXT NOT NULL,
  eventTime         TEXT NOT NULL,
  kind              TEXT NOT NULL CHECK (kind IN ('root', 'link', 'denied')),
  principalId       TEXT,
  assumedRole       TEXT,
  callerPrincipalId TEXT,
  day               TEXT,
  organization      TEXT,
  project           TEXT,
  stack             TEXT,
  uuid              TEXT,
  sessionName       TEXT,
  record            TEXT NOT NULL, -- the record, reduced to what the rules need: JSON, without a session token
  PRIMARY KEY (accessKeyId, eventId)
) STRICT;

CREATE INDEX byPrincipal ON facts (principalId, eventTime, eventId) WHERE principalId IS NOT NULL;
CREATE INDEX byAssumedRole ON facts (assumedRole, eventTime, eventId) WHERE assumedRole IS NOT NULL;
CREATE INDEX byCaller ON facts (callerPrincipalId, eventTime, eventId) WHERE callerPrincipalId IS NOT NULL;
CREATE INDEX byEvent ON facts (eventId);
CREATE INDEX byUuid ON facts (uuid, eventTime, eventId) WHERE uuid IS NOT NULL;
CREATE INDEX byStack ON facts (organization, project, stack, eventTime, eventId, sessionName) WHERE stack IS NOT NULL;
CREATE INDEX byOrganization ON facts (kind, organization, eventTime, eventId) WHERE organization IS NOT NULL;
CREATE INDEX byDay ON facts (kind, day, eventTime, eventId) WHERE day IS NOT NULL;

-- The files and objects that were read: absolute paths, and s3:// addresses. A file of that size and time is not read again.
CREATE TABLE files (
  address  TEXT NOT NULL PRIMARY KEY,
  size     INTEGER, -- in bytes
  modified TEXT     -- the file's own time, or the object's
) STRICT;

-- What could not be read, and why.
CREATE TABLE unread (
  address TEXT NOT NULL PRIMARY KEY,
  reason  TEXT NOT NULL
) STRICT;

-- What `deploytrail index` was told: the session-name templates, the organizations and the providers, each in its order.
CREATE TABLE settings (
  name     TEXT NOT NULL CHECK (name IN ('template', 'organization', 'provider')),
  position INTEGER NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (name, position)
) STRICT;

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
WHERE kind <> 'denied';

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

PRAGMA user_version = 1;
