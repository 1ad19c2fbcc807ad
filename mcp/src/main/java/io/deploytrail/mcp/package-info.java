/// The questions as tools of the Model Context Protocol, on standard input and output.
@NullMarked
package io.deploytrail.mcp;

import org.jspecify.annotations.NullMarked;
