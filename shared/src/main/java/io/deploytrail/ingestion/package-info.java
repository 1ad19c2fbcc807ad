/// Takes a trail's log files in: which of their records enter the session index and the call index.
@NullMarked
package io.deploytrail.ingestion;

import org.jspecify.annotations.NullMarked;
