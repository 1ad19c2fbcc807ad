/// Sends dead letters of a deployed stack through its functions again.
@NullMarked
package io.deploytrail.cli.redrive;

import org.jspecify.annotations.NullMarked;
