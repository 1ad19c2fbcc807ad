package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import java.util.Optional;
import java.util.regex.Pattern;

/// A role as IAM names it, `arn:<partition>:iam::<account>:role/<path><name>`; the path, which is
/// no part of what tells roles of an account apart, is left out.
public record RoleArn(String partition, String account, String name) {
  private static final Pattern FORM =
      Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/(?:.*/)?([^/]+)");

  public RoleArn {
    requireNonNull(partition, "partition");
    requireNonNull(account, "account");
    requireNonNull(name, "name");
  }

  /// Empty for any other text.
  public static Optional<RoleArn> parse(String text) {
    var arn = FORM.matcher(text);
    return arn.matches()
        ? Optional.of(new RoleArn(arn.group(1), arn.group(2), arn.group(3)))
        : Optional.empty();
  }

  /// The provider of that name in the role's account.
  public ProviderArn provider(String providerName) {
    return ProviderArn.of(partition, account, providerName);
  }
}
