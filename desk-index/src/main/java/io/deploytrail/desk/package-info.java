/// What a desk remembers of its log files, in a SQLite database: `docs/desk-index.md`.
@NullMarked
package io.deploytrail.desk;

import org.jspecify.annotations.NullMarked;
