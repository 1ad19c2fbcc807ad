/// What a desk remembers of a trail between two commands.
@NullMarked
package io.deploytrail.cli.desk;

import org.jspecify.annotations.NullMarked;
