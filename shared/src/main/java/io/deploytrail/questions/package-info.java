/// The questions, their answers in one JSON form, and the configuration that both depend on.
@NullMarked
package io.deploytrail.questions;

import org.jspecify.annotations.NullMarked;
