/// The session index on DynamoDB.
@NullMarked
package io.deploytrail.integration.index;

import org.jspecify.annotations.NullMarked;
