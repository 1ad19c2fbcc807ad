/// What IAM holds now of roles and providers.
@NullMarked
package io.deploytrail.iam;

import org.jspecify.annotations.NullMarked;
