/// The questions on a desk: over log files, or over a deployed table.
@NullMarked
package io.deploytrail.cli;

import org.jspecify.annotations.NullMarked;
