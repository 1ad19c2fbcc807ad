/// The rules: a call and a session index in, an attribution with its evidence out.
@NullMarked
package io.deploytrail.attribution;

import org.jspecify.annotations.NullMarked;
