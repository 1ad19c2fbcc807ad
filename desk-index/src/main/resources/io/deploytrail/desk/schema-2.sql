-- What version 2 adds to schema-1.sql: the calls of Pulumi's sessions, and by what each file's other records are found.

ALTER TABLE files RENAME TO filesOfVersion1;

-- The files and objects that were read: absolute paths, and s3:// addresses. A file of that size and time is not read again.
CREATE TABLE files (
  id        INTEGER PRIMARY KEY,
  address   TEXT NOT NULL UNIQUE,
  size      INTEGER, -- in bytes; empty, as is the time, where the file is to be read again
  modified  TEXT,    -- the file's own time, or the object's and its ETag
  firstTime TEXT,    -- of its records
  lastTime  TEXT,
  callers   BLOB,    -- hashes: who made the calls that `keptCalls` does not hold; empty in a file that was not looked at so
  names     BLOB     -- hashes: the ids of its records that are in neither table, and what those of them name that stand out
) STRICT;

INSERT INTO files (address) SELECT address FROM filesOfVersion1 ORDER BY rowid;

DROP TABLE filesOfVersion1;

-- The calls of Pulumi's sessions and of those bought with them, by the file and the number of the record in it.
CREATE TABLE keptCalls (
  file              INTEGER NOT NULL REFERENCES files (id),
  number            INTEGER NOT NULL,
  eventId           TEXT NOT NULL,
  eventTime         TEXT NOT NULL,
  eventSource       TEXT,
  eventName         TEXT,
  account           TEXT,
  region            TEXT,
  errorCode         TEXT,
  readOnly          INTEGER NOT NULL, -- 1 where the record says so
  callerType        TEXT,
  callerPrincipalId TEXT,
  callerAccessKeyId TEXT,
  callerArn         TEXT,
  sessionName       TEXT,             -- the caller's role session name; of a caller without one, its principal id
  callerAccount     TEXT,
  sessionCreated    TEXT,
  federatedProvider TEXT,
  invokedBy         TEXT,
  issuedAccessKeyId TEXT,             -- of the session that the call bought
  issued            TEXT,             -- that session, as `facts.record`
  resources         TEXT NOT NULL,    -- JSON: by which fields and texts the call names resources
  PRIMARY KEY (file, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX callsByEvent ON keptCalls (eventId COLLATE NOCASE);
CREATE INDEX callsByName ON keptCalls (sessionName, eventTime) WHERE sessionName IS NOT NULL;
CREATE INDEX callsByAccessKey ON keptCalls (callerAccessKeyId, eventTime) WHERE callerAccessKeyId IS NOT NULL;
CREATE INDEX callsByIssued ON keptCalls (issuedAccessKeyId) WHERE issuedAccessKeyId IS NOT NULL;

-- What those calls name that stand out (changing, refused, or buying a session), by each key under which it may be asked for.
CREATE TABLE named (
  name   TEXT NOT NULL,
  file   INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (name, file, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX namedByFile ON named (file);

-- Hashes of the keys, principals and roles by which Pulumi's sessions, and those bought with them, are known, and of the
-- providers' names.
CREATE TABLE lineage (
  caller INTEGER PRIMARY KEY
) STRICT;

-- Who bought which sessions with one of their own: a hash as in `lineage`, and the key that was bought.
CREATE TABLE bought (
  caller      INTEGER NOT NULL,
  accessKeyId TEXT NOT NULL,
  PRIMARY KEY (caller, accessKeyId)
) STRICT, WITHOUT ROWID;

-- Those calls, each once, however many files hold it.
CREATE VIEW calls AS
SELECT
  eventId, eventTime, eventSource, eventName, account, region, errorCode, readOnly,
  callerPrincipalId, callerAccessKeyId, callerArn, sessionName, sessionCreated, invokedBy, issuedAccessKeyId,
  (SELECT json_group_array(DISTINCT value ->> 'text') FROM json_each(resources)) AS resources,
  (SELECT address FROM files WHERE id = file) AS file
FROM keptCalls AS call
WHERE NOT EXISTS (
  SELECT 1 FROM keptCalls AS other
  WHERE other.eventId COLLATE NOCASE = call.eventId AND (other.file, other.number) < (call.file, call.number)
);

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

PRAGMA user_version = 2;
