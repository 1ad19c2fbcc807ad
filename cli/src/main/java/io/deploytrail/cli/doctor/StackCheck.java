package io.deploytrail.cli.doctor;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Whether the stack was deployed by this version, as far as its parameters tell, and what of it
/// cannot be seen from here.
final class StackCheck {
  private static final String NAME = "stack";

  private final String region;
  private final DeployedStack stack;
  private final String template;

  /// `template` is the file that it was deployed from.
  StackCheck(String region, DeployedStack stack, String template) {
    this.region = region;
    this.stack = stack;
    this.template = template;
  }

  List<Finding> findings() {
    var findings = new ArrayList<>(List.of(ofVersion()));
    var members =
        Stream.of("MemberAccounts", "MemberOrganization")
            .flatMap(parameter -> stack.list(parameter).stream())
            .toList();
    if (!members.isEmpty()) {
      findings.add(
          advice(
              "trails and rules of other accounts cannot be seen from here: "
                  + String.join(" ", members),
              "ask in each, and in each of its Regions: aws events describe-rule --name deploytrail-forwarding"));
    }
    return findings;
  }

  /// Of its template; [FunctionsCheck] asks the functions of which version they are.
  private Finding ofVersion() {
    var here = parametersOfTemplate();
    var there = stack.parameters().keySet();
    var missing = without(here, there);
    if (!missing.isEmpty()) {
      return advice(
          stack.name() + " was deployed by an older version: it has no " + listed(missing),
          "upgrade it: docs/operations.md#upgrade");
    }
    var unknown = without(there, here);
    return unknown.isEmpty()
        ? Finding.ok(NAME, region, stack.name() + " has the parameters of this version")
        : advice(
            stack.name() + " was deployed by another version: this one has no " + listed(unknown),
            "look with the version that deployed it");
  }

  private Set<String> parametersOfTemplate() {
    try {
      var names = new TreeSet<String>();
      new YAMLMapper()
          .readTree(Home.file(template).toFile())
          .path("Parameters")
          .fieldNames()
          .forEachRemaining(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> without(Set<String> all, Collection<String> some) {
    var rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static String listed(Set<String> parameters) {
    return (parameters.size() == 1 ? "parameter " : "parameters ") + String.join(", ", parameters);
  }

  private Finding advice(String found, String next) {
    return Finding.advice(NAME, region, found, next);
  }
}
