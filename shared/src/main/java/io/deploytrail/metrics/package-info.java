/// What the functions measure of their own work, as metrics of CloudWatch.
@NullMarked
package io.deploytrail.metrics;

import org.jspecify.annotations.NullMarked;
