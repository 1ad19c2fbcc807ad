/// The ground of every command: the terminal, DeployTrail's own files, exit codes, failures, and
/// how long work ends.
@NullMarked
package io.deploytrail.cli.console;

import org.jspecify.annotations.NullMarked;
