/// Pulumi's words: subjects, session-name templates and the deployments that they name.
@NullMarked
package io.deploytrail.pulumi;

import org.jspecify.annotations.NullMarked;
