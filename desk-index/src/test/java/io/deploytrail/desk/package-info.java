@NullMarked
package io.deploytrail.desk;

import org.jspecify.annotations.NullMarked;
