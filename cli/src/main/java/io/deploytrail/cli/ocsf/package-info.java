/// Attributed calls as events of the Open Cybersecurity Schema Framework.
@NullMarked
package io.deploytrail.cli.ocsf;

import org.jspecify.annotations.NullMarked;
