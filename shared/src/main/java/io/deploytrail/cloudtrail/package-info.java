/// CloudTrail records, reduced to what the rules of attribution need: no session token ever gets in
/// here.
@NullMarked
package io.deploytrail.cloudtrail;

import org.jspecify.annotations.NullMarked;
