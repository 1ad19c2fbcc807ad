/// Why a trust policy refused a try: its cause, the nearest value that would have been allowed, and
/// the smallest change that admits it.
@NullMarked
package io.deploytrail.trust.refusal;

import org.jspecify.annotations.NullMarked;
