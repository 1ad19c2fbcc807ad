package io.deploytrail.cli.preferences;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Stands at an option whose value, where it is not typed, is that of the [Preference] of its name.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Preferred {}
