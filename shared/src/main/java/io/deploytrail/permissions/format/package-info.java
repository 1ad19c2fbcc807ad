/// Policy documents as the files of the tools that deploy them.
@NullMarked
package io.deploytrail.permissions.format;

import org.jspecify.annotations.NullMarked;
