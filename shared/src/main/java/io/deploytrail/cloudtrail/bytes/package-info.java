/// JSON looked at where it stands, without making objects of it.
@NullMarked
package io.deploytrail.cloudtrail.bytes;

import org.jspecify.annotations.NullMarked;
