/// Every call of a trail attributed at once, in little memory.
@NullMarked
package io.deploytrail.cli.attribute;

import org.jspecify.annotations.NullMarked;
