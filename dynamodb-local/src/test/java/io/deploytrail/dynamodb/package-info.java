/// The session index on DynamoDB Local and in memory, held to one contract.
@NullMarked
package io.deploytrail.dynamodb;

import org.jspecify.annotations.NullMarked;
