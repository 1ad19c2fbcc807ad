/// Runs the SQL of `athena/` as it is on Trino, which Athena's engine 3 is made of.
@NullMarked
package io.deploytrail.athena;

import org.jspecify.annotations.NullMarked;
