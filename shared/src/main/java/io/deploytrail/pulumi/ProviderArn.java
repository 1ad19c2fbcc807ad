package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/// An OIDC provider as IAM names it, `arn:<partition>:iam::<account>:oidc-provider/<name>`; its
/// name is the issuer's URL without `https://`.
public record ProviderArn(String text, String account, String name) {
  /// `aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`, and whatever AWS adds.
  private static final Pattern PARTITION = Pattern.compile("aws(-[a-z]++)*+");

  private static final String RESOURCE = "oidc-provider/";

  public ProviderArn {
    requireNonNull(text, "text");
    requireNonNull(account, "account");
    requireNonNull(name, "name");
  }

  /// The provider of that name in an account.
  public static ProviderArn of(String partition, String account, String name) {
    return new ProviderArn(
        "arn:" + partition + ":iam::" + account + ":" + RESOURCE + name, account, name);
  }

  /// The provider of that name, where nothing says in which account.
  public static ProviderArn inSomeAccount(String name) {
    return of("aws", "000000000000", name);
  }

  /// The provider of that name in the same account.
  public ProviderArn named(String other) {
    return of(text.split(":", 3)[1], account, other);
  }

  /// Empty for any other text.
  public static Optional<ProviderArn> parse(String text) {
    var parts = text.split(":", 6);
    return parts.length == 6
            && parts[0].equals("arn")
            && PARTITION.matcher(parts[1]).matches()
            && parts[2].equals("iam")
            && parts[3].isEmpty()
            && isAccount(parts[4])
            && parts[5].startsWith(RESOURCE)
        ? Optional.of(new ProviderArn(text, parts[4], parts[5].substring(RESOURCE.length())))
        : Optional.empty();
  }

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
