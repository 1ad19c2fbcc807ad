/// JMH benchmarks of the audit core.
@NullMarked
package io.deploytrail.benchmarks;

import org.jspecify.annotations.NullMarked;
