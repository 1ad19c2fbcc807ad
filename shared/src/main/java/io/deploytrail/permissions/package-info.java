/// Which IAM permissions a recorded call asked for: actions, and the resources that they were asked
/// for.
@NullMarked
package io.deploytrail.permissions;

import org.jspecify.annotations.NullMarked;
