/// What a desk remembers of a trail between two commands.
@NullMarked
package io.deploytrail.cli.journal;

import org.jspecify.annotations.NullMarked;
