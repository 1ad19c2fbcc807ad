/// The function that fills the session index from CloudTrail's event history.
@NullMarked
package io.deploytrail.functions.backfillsessions;

import org.jspecify.annotations.NullMarked;
