/// The function that takes a trail's log files into the session index and the call index.
@NullMarked
package io.deploytrail.functions.ingestlogs;

import org.jspecify.annotations.NullMarked;
