/// The demo: the two Lambda handlers on DynamoDB Local, or on an index in memory, fed with
/// `events/`.
@NullMarked
package io.deploytrail.cli.demo;

import org.jspecify.annotations.NullMarked;
