/// What a person or a team sets once, so that no command has to repeat it.
@NullMarked
package io.deploytrail.cli.preferences;

import org.jspecify.annotations.NullMarked;
