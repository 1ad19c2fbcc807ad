/// What the templates deploy.
@NullMarked
package io.deploytrail.integration.template;

import org.jspecify.annotations.NullMarked;
