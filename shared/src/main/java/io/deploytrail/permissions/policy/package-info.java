/// What a stack's recorded calls need, generalized into least-privilege policies, and how these
/// compare with the ones in force.
@NullMarked
package io.deploytrail.permissions.policy;

import org.jspecify.annotations.NullMarked;
