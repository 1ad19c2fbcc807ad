/// Questions, asked of all that answers them.
@NullMarked
package io.deploytrail.integration.questions;

import org.jspecify.annotations.NullMarked;
