-- Takes the days out of the lake that are older than it keeps; VACUUM removes their files.
DELETE FROM deployment_calls_lake
WHERE day < date_add('day', -${retentionDays}, current_date)
