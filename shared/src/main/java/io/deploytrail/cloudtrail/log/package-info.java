/// Log files, however they are packed and written, cut into records.
@NullMarked
package io.deploytrail.cloudtrail.log;

import org.jspecify.annotations.NullMarked;
