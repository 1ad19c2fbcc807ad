-- Is the lake complete?
-- Calls that the trail gives for these days and the lake does not have. A day that is missing is taken in by FillLake.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after; and the lake.
WITH of_the_trail AS (
  SELECT DISTINCT event_id, day FROM deployment_calls
  WHERE day BETWEEN '2026/11/20' AND '2026/11/20'             -- edit: the days
    AND verdict <> 'NONE'
),
of_the_lake AS (
  SELECT event_id FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-19' AND DATE '2026-11-21'   -- edit: the same days, and one more at each end
)
SELECT of_the_trail.day, count(*) AS calls, count(*) - count(of_the_lake.event_id) AS missing
FROM of_the_trail
LEFT JOIN of_the_lake ON of_the_trail.event_id = of_the_lake.event_id
GROUP BY of_the_trail.day
ORDER BY of_the_trail.day
