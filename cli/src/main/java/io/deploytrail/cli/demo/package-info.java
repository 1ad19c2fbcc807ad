/// The demo: the two Lambda handlers on DynamoDB Local, fed with `events/`.
@NullMarked
package io.deploytrail.cli.demo;

import org.jspecify.annotations.NullMarked;
