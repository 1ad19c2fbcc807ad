/// The function that answers questions, invoked directly or through its URL.
@NullMarked
package io.deploytrail.functions.querydeployments;

import org.jspecify.annotations.NullMarked;
