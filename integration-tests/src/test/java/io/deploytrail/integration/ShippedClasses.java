package io.deploytrail.integration;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/// The classes of DeployTrail that are built into its parts: none of a test, be it beside its class
/// or in the jar in which other modules' tests get it.
public final class ShippedClasses {
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(
              location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
          .importPackages("io.deploytrail");

  private ShippedClasses() {}
}
