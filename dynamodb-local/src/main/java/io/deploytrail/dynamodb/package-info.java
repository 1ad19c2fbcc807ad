/// DynamoDB Local in this process, with tables as template.yaml defines them.
@NullMarked
package io.deploytrail.dynamodb;

import org.jspecify.annotations.NullMarked;
