/// Tests of the parts together: both stores, the handlers, the template, the architecture.
@NullMarked
package io.deploytrail.integration;

import org.jspecify.annotations.NullMarked;
