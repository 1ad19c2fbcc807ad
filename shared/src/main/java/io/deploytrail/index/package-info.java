/// The session index: on DynamoDB, and in memory.
@NullMarked
package io.deploytrail.index;

import org.jspecify.annotations.NullMarked;
