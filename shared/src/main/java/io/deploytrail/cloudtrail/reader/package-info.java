/// Reads one record by its JSON: in EventBridge's envelope, as LookupEvents returns it, or alone.
@NullMarked
package io.deploytrail.cloudtrail.reader;

import org.jspecify.annotations.NullMarked;
