/// Drills: the parts together under faults, and compared with what nobody disturbed.
@NullMarked
package io.deploytrail.integration.drills;

import org.jspecify.annotations.NullMarked;
