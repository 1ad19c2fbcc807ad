/// Who may use a role, by the language of its trust policy's patterns: how wide it is, what should
/// be changed, and the narrowest policy for what was used.
@NullMarked
package io.deploytrail.trust.width;

import org.jspecify.annotations.NullMarked;
