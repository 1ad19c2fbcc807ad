/// What a first look at a record tells: enough for most calls of a trail.
@NullMarked
package io.deploytrail.cloudtrail.glance;

import org.jspecify.annotations.NullMarked;
