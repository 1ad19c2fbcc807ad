/// Made-up worlds of CloudTrail records with their truth, what an adversary does to them, and
/// whether the answers stay right or become weaker.
@NullMarked
package io.deploytrail.adversary;

import org.jspecify.annotations.NullMarked;
