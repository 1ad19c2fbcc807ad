/// How AWS services spell their resources: formats of ARNs, URLs, and the fields of calls.
@NullMarked
package io.deploytrail.resources;

import org.jspecify.annotations.NullMarked;
