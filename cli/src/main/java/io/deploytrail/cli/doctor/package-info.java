/// Looks at what records pass on their way to the index, and says where they get stuck.
@NullMarked
package io.deploytrail.cli.doctor;

import org.jspecify.annotations.NullMarked;
