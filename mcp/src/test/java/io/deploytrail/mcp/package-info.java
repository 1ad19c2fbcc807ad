/// The tools as an agent's program uses them.
@NullMarked
package io.deploytrail.mcp;

import org.jspecify.annotations.NullMarked;
