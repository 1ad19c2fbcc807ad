-- Which days have no records?
-- A day without any record of an account that has some on others: a trail that was off, files that expired, or an account that slept.
-- Scans the trail: the days that you name, all accounts and Regions.
WITH delivered AS (
  SELECT account, date(date_parse(day, '%Y/%m/%d')) AS day, count(*) AS records
  FROM cloudtrail_logs
  WHERE day BETWEEN '2026/11/19' AND '2026/11/21'                                   -- edit: the days
  GROUP BY account, day
),
expected AS (
  SELECT account, expected_day
  FROM (SELECT DISTINCT account FROM delivered)
  CROSS JOIN UNNEST(sequence(DATE '2026-11-19', DATE '2026-11-21')) AS days (expected_day)   -- edit: the same days
)
SELECT expected.account, expected.expected_day
FROM expected
LEFT JOIN delivered ON expected.account = delivered.account AND expected.expected_day = delivered.day
WHERE delivered.records IS NULL
ORDER BY expected.account, expected.expected_day
