package io.deploytrail.cli.doctor;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;

/// What a check found in a Region, and what to do next; that is empty where nothing is to be done.
record Finding(String check, String region, State state, String found, String next) {
  /// How the thing is that was looked at.
  public enum State {
    OK,
    PROBLEM,
    /// It works; answers could say more.
    ADVICE,
    /// AWS did not let us look.
    NOT_CHECKED
  }

  Finding {
    requireNonNull(check, "check");
    requireNonNull(region, "region");
    requireNonNull(state, "state");
    requireNonNull(found, "found");
    if (next.isEmpty() != (state == State.OK)) {
      throw new IllegalArgumentException(
          "what is not OK has a next step, and nothing else: " + found);
    }
  }

  static Finding ok(String check, String region, String found) {
    return new Finding(check, region, State.OK, found, "");
  }

  static Finding problem(String check, String region, String found, String next) {
    return new Finding(check, region, State.PROBLEM, found, next);
  }

  static Finding advice(String check, String region, String found, String next) {
    return new Finding(check, region, State.ADVICE, found, next);
  }

  static Finding notChecked(String check, String region, DeniedRequestException denied) {
    return new Finding(
        check,
        region,
        State.NOT_CHECKED,
        "AWS refused " + denied.action(),
        "allow " + denied.action() + " on " + denied.resource());
  }

  /// What the check finds, or that AWS did not let it look.
  static List<Finding> of(String check, String region, Supplier<List<Finding>> findings) {
    try {
      return findings.get();
    } catch (DeniedRequestException denied) {
      return List.of(notChecked(check, region, denied));
    }
  }
}
