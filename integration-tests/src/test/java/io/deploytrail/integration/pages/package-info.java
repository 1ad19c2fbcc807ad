/// What the pages say is so.
@NullMarked
package io.deploytrail.integration.pages;

import org.jspecify.annotations.NullMarked;
