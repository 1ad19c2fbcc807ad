/// Tools for whatever asks AWS: requests at the same time, batches, items read back, the event
/// history, a function's variables; nothing in them knows of deployments.
@NullMarked
package io.deploytrail.aws;

import org.jspecify.annotations.NullMarked;
