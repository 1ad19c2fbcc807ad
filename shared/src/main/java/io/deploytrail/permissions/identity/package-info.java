/// Identity policies, which say what a role may do: read, and evaluated in three values.
@NullMarked
package io.deploytrail.permissions.identity;

import org.jspecify.annotations.NullMarked;
