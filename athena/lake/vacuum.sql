-- Removes the snapshots that are older than the table keeps, and the files that no snapshot needs.
VACUUM deployment_calls_lake
