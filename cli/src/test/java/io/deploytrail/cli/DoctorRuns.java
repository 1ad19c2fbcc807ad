package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `deploytrail doctor` in a folder, and what it finds.
record DoctorRuns(Path folder) {
  /// Of a stack whose template reads the stored session's name.
  Desk.Run doctor(String... arguments) {
    return doctorWithout(
        Stream.concat(Stream.of("--template", "pulumi-${deployment.id}"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  Desk.Run doctorWithout(String... arguments) {
    return with(
        Stream.concat(
                Stream.of("--table", "sessions", "--region", "us-east-1"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /// Of the stack `deploytrail`.
  Desk.Run ofStack(String... arguments) {
    return with(
        Stream.concat(
                Stream.of("--stack", "deploytrail", "--region", "us-east-1"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  Desk.Run with(String... arguments) {
    return new Desk(folder)
        .run(Stream.concat(Stream.of("doctor"), Stream.of(arguments)).toArray(String[]::new));
  }

  /// What is not sound.
  static List<JsonNode> unsound(Desk.Run run) {
    return run.out()
        .lines()
        .map(Desk::json)
        .filter(finding -> !finding.path("state").asText().equals("OK"))
        .toList();
  }

  static void assertProblem(Desk.Run run, String check, String found, String next) {
    assertOnly(run, 1, "PROBLEM", check, found, next);
  }

  static void assertAdvice(Desk.Run run, String check, String found, String next) {
    assertOnly(run, 0, "ADVICE", check, found, next);
  }

  /// Nothing else is unsound.
  private static void assertOnly(
      Desk.Run run, int exitCode, String state, String check, String found, String next) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    assertThat(unsound(run))
        .as(run.out())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("check").asText()).isEqualTo(check);
          assertThat(finding.path("state").asText()).isEqualTo(state);
          assertThat(finding.path("found").asText()).contains(found);
          assertThat(finding.path("next").asText()).contains(next);
        });
  }
}
