/// Log files and event histories, taken in by the parts together.
@NullMarked
package io.deploytrail.integration.ingestion;

import org.jspecify.annotations.NullMarked;
