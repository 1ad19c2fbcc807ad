package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.questions.AskedTrust;
import io.deploytrail.refusals.RoleTrust;
import io.deploytrail.trust.PolicyDocuments;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.UnreadableTrustPolicyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The role that is asked about: by its policy, its ARN, or both.
final class TrustOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "<policy file | role ARN | ->",
      description = "A file with the role's trust policy, - for one on stdin, or the role's ARN.")
  private @Nullable String about;

  @Option(
      names = "--role",
      paramLabel = "<name | ARN>",
      description =
          "The role in a file that holds several; by its ARN, its sessions are looked up, too.")
  private @Nullable String role;

  boolean isGiven() {
    return about != null || role != null;
  }

  /// `isInputTaken` says that standard input holds something else.
  AskedTrust asked(boolean isInputTaken) {
    if (about == null) {
      throw new InvalidInputException(
          "a file with a trust policy, a role's ARN, or --all was expected");
    }
    if (RoleTrust.role(about).isPresent()) {
      if (role != null) {
        throw new InvalidInputException("--role goes with a file, not with a role's ARN");
      }
      return new AskedTrust(Optional.of(about), Optional.empty());
    }
    var wanted = Optional.ofNullable(role);
    try {
      return new AskedTrust(
          wanted.filter(name -> RoleTrust.role(name).isPresent()),
          Optional.of(TrustPolicy.parse(policies(about, isInputTaken).of(wanted))));
    } catch (UnreadableTrustPolicyException e) {
      throw new InvalidInputException(about + ": " + e.reason());
    }
  }

  private static PolicyDocuments policies(String from, boolean isInputTaken) {
    if (!from.equals("-")) {
      return PolicyOption.read(Path.of(from));
    }
    if (isInputTaken) {
      throw new InvalidInputException("standard input holds the policy or the tries, not both");
    }
    try {
      return PolicyOption.read(
          "standard input", new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }
}
