-- Joins the small files that the daily runs leave behind, and the deletions beside them.
OPTIMIZE deployment_calls_lake REWRITE DATA USING BIN_PACK
