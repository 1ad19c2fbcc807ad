/// A role's trust policy: read, evaluated for one web identity's try in three values, and what
/// follows from that: why a try was refused, who may use the role, and the narrowest policy.
@NullMarked
package io.deploytrail.trust;

import org.jspecify.annotations.NullMarked;
