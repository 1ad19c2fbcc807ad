/// The questions, asked of what is remembered or of a deployed table.
@NullMarked
package io.deploytrail.cli.ask;

import org.jspecify.annotations.NullMarked;
