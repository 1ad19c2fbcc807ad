/// The session index on DynamoDB Local, held to its contract.
@NullMarked
package io.deploytrail.dynamodb;

import org.jspecify.annotations.NullMarked;
