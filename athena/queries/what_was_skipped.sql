-- Which records could not be read?
-- Records that no view takes for a call: without an event id or time, with a request or an answer that is no object, or with a session
-- that was created at no time. Beside them records without an action, and those without an identity, which are nobody's.
-- Name "$path" in place of day to see their files. A file that is no JSON fails a query instead: docs/athena.md has what to do.
-- Scans the trail: the days that you name, all accounts and Regions.
SELECT
  account, region, day,
  count(*) AS records,
  count_if(eventid IS NULL OR eventid = '') AS without_event_id,
  count_if(try(from_iso8601_timestamp(eventtime)) IS NULL) AS without_time,
  count_if(eventsource IS NULL OR eventname IS NULL) AS without_action,
  count_if(useridentity IS NULL) AS without_identity,
  count_if(
    (requestparameters NOT IN ('', '-', 'null') AND NOT regexp_like(requestparameters, '^\s*[{]'))
    OR (responseelements NOT IN ('', '-', 'null') AND NOT regexp_like(responseelements, '^\s*[{]'))) AS with_parameters_of_another_type,
  count_if(
    useridentity.sessioncontext.attributes.creationdate NOT IN ('', '-', 'null')
    AND try(from_iso8601_timestamp(useridentity.sessioncontext.attributes.creationdate)) IS NULL) AS with_a_session_of_no_time,
  min(eventid) AS an_event_id
FROM cloudtrail_logs
WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
GROUP BY account, region, day
HAVING count_if(
  eventid IS NULL OR eventid = '' OR eventsource IS NULL OR eventname IS NULL OR useridentity IS NULL
  OR try(from_iso8601_timestamp(eventtime)) IS NULL
  OR (requestparameters NOT IN ('', '-', 'null') AND NOT regexp_like(requestparameters, '^\s*[{]'))
  OR (responseelements NOT IN ('', '-', 'null') AND NOT regexp_like(responseelements, '^\s*[{]'))
  OR (
    useridentity.sessioncontext.attributes.creationdate NOT IN ('', '-', 'null')
    AND try(from_iso8601_timestamp(useridentity.sessioncontext.attributes.creationdate)) IS NULL)) > 0
ORDER BY account, region, day
