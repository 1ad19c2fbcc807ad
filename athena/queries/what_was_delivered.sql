-- What did CloudTrail deliver?
-- The volume that questions to the trail have to read, and where a day is thin: records by account, Region and day.
-- Scans the trail: the days that you name, all accounts and Regions.
SELECT
  account, region, day,
  count(*) AS records,
  min(eventtime) AS first_time,
  max(eventtime) AS last_time
FROM cloudtrail_logs
WHERE day BETWEEN '2026/11/19' AND '2026/11/20'   -- edit: the days
GROUP BY account, region, day
ORDER BY account, region, day
