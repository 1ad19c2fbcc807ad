package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.trust.PolicyDocuments;
import io.deploytrail.trust.UnreadableTrustPolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The file that holds roles' trust policies.
final class PolicyOption {
  /// A trust policy has 4,096 characters at most; a plan of a large account is longer.
  private static final long LONGEST = 256L << 20;

  @Option(
      names = "--policy",
      paramLabel = "<file>",
      description =
          "The roles' trust policies: a policy, what aws iam get-role prints, a template of CloudFormation or SAM as JSON, or what terraform show -json prints.")
  private @Nullable Path file;

  private @Nullable GivenPolicies given;

  boolean isGiven() {
    return file != null;
  }

  /// Read once, for all pages of a list.
  GivenPolicies given() {
    if (given == null) {
      given = file == null ? GivenPolicies.NONE : new GivenPolicies(file.toString(), read(file));
    }
    return given;
  }

  /// Throws [InvalidInputException] for a file that holds no trust policy.
  static PolicyDocuments read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new InvalidInputException(file + " is longer than any file of trust policies");
      }
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new InvalidInputException(
          "a file with a trust policy was expected; "
              + file
              + " cannot be read: "
              + e.getMessage());
    }
  }

  static PolicyDocuments read(String name, String text) {
    try {
      return PolicyDocuments.in(text);
    } catch (UnreadableTrustPolicyException e) {
      throw new InvalidInputException(name + ": " + e.reason());
    }
  }
}
