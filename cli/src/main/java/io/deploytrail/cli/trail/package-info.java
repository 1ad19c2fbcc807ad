/// The inputs that are read record by record: files of this machine, and objects in S3.
@NullMarked
package io.deploytrail.cli.trail;

import org.jspecify.annotations.NullMarked;
