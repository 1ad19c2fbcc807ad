/// The function that puts issuances and denied attempts from EventBridge into the session index.
@NullMarked
package io.deploytrail.functions.indexsessions;

import org.jspecify.annotations.NullMarked;
