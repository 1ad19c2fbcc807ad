-- Which stacks called in a Region that they do not use?
-- Resources in a Region where nobody looks: Regions of the last days in which the stack changed nothing in the time before.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT
    *,
    day >= DATE '2026-11-20' AS is_recent                     -- edit: the first of the days in question
  FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-11-21'   -- edit: from the days to compare with, to the last day in question
    AND NOT read_only
    AND stack IS NOT NULL
)
SELECT
  organization, project, stack, account, region,
  count(*) AS calls,
  count_if(error_code IS NOT NULL) AS refused_or_failed,
  array_agg(DISTINCT action) AS actions,
  min(event_time) AS first_time
FROM calls
GROUP BY organization, project, stack, account, region
HAVING bool_and(is_recent)
ORDER BY first_time
