/// How answers are written: tables, JSON, CSV, Parquet, to a terminal, a pipe or a file.
@NullMarked
package io.deploytrail.cli.output;

import org.jspecify.annotations.NullMarked;
