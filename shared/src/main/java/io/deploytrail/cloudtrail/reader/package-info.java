/// Reads one record by its JSON, in EventBridge's envelope, as LookupEvents gives it, or alone.
@NullMarked
package io.deploytrail.cloudtrail.reader;

import org.jspecify.annotations.NullMarked;
