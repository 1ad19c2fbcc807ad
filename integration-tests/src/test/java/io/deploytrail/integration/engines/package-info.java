/// On engines that stand for AWS.
@NullMarked
package io.deploytrail.integration.engines;

import org.jspecify.annotations.NullMarked;
