/// Holds what the stacks' parameters are set to, in files that the SAM CLI sends.
@NullMarked
package io.deploytrail.cli.deploy;

import org.jspecify.annotations.NullMarked;
