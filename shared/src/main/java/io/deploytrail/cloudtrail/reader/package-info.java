/// Reads CloudTrail's JSON: single records, EventBridge envelopes, LookupEvents events, and whole
/// log files.
@NullMarked
package io.deploytrail.cloudtrail.reader;

import org.jspecify.annotations.NullMarked;
