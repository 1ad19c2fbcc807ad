/// Denied attempts and trust policies together: the policy that was in force, the cause of each
/// refusal, and who used a role.
@NullMarked
package io.deploytrail.refusals;

import org.jspecify.annotations.NullMarked;
