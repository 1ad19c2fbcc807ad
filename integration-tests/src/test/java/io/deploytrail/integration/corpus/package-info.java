/// Events with their answers, and what tests of several parts stand on.
@NullMarked
package io.deploytrail.integration.corpus;

import org.jspecify.annotations.NullMarked;
