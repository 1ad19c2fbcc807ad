/// The call index on DynamoDB: what Pulumi-rooted sessions did, by root session and by resource.
@NullMarked
package io.deploytrail.calls;

import org.jspecify.annotations.NullMarked;
