-- Who took a name like a deployment's?
-- Sessions whose name presents itself as a Pulumi deployment's, but which Pulumi's provider did not mint: who gave the name.
-- Scans the trail: the days that you name, and for their sessions the two days before and the day after.
SELECT * FROM suspect_names
WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
