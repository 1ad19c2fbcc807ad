/// A first look at a record, which suffices for most calls of a trail.
@NullMarked
package io.deploytrail.cloudtrail.glance;

import org.jspecify.annotations.NullMarked;
