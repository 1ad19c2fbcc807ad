package io.deploytrail.resources;

import io.deploytrail.resources.ResourceType.TypePart;
import java.util.List;
import java.util.regex.Pattern;

/// What a name in a call becomes in an ARN, and under which further ARNs IAM asks for one resource.
final class ArnTexts {
  private static final Pattern ID = Pattern.compile(".*(Id|ID|Uuid|UUID)s?|(.*[-_])?(ids?|uuid)");
  private static final Pattern NAME = Pattern.compile(".*(Name|NAME)s?|(.*[-_])?names?");

  /// Revisions and versions, which AWS counts.
  private static final Pattern COUNTED = Pattern.compile(".*(Revision|Version)(Number)?");

  /// "Reserved characters" of policies (IAM JSON policy elements: Resource).
  private static final Pattern WILD = Pattern.compile("[*?]|\\$\\{");

  /// "Secrets Manager resource ARNs": a hyphen and six random characters.
  private static final String ANY_END = "-??????";

  private static final String WITH_PATH = "WithPath";
  private static final String ALIAS = "alias/";
  private static final String QUALIFIER = "qualifier";

  private ArnTexts() {}

  /// Whether IAM would read a pattern or a variable in that text.
  static boolean isWild(String text) {
    return WILD.matcher(text).find();
  }

  private static boolean isId(String variable) {
    return ID.matcher(variable).matches();
  }

  /// Whether AWS chooses what the variable stands for, when such a thing is made.
  static boolean isChosenByAws(ArnFormat format, String variable) {
    return !format.service().equals("secretsmanager")
        && (isId(variable) || COUNTED.matcher(variable).matches());
  }

  /// Whether one says name and the other id: an API called `web` has not the ARN `/restapis/web`.
  static boolean areUnlike(ArnFormat format, TypePart.Stem variable, NamingText name) {
    var field = name.field().substring(name.field().lastIndexOf('.') + 1);
    var isSecret = format.service().equals("secretsmanager");
    return !isSecret
        && ((isId(variable.variable()) && isName(field))
            || (isName(variable.variable()) && isId(field)));
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches() || text.endsWith(WITH_PATH);
  }

  /// What stands for that name in place of the variable; none if it is no name of this type,
  /// several where the call does not say which.
  static List<String> of(ArnFormat format, TypePart.Stem variable, String text) {
    return switch (format.service()) {
      // Names are unique in an account whatever the path, so both are one: "IAM identifiers".
      case "iam" ->
          variable.variable().endsWith(WITH_PATH) && !text.contains("/")
              ? List.of(text, "*/" + text)
              : List.of(text);
      case "kms" -> {
        var isAlias = text.startsWith(ALIAS);
        if (variable.stem().equals("alias")) {
          yield isAlias ? List.of(text.substring(ALIAS.length())) : List.of();
        }
        yield isAlias ? List.of() : List.of(text);
      }
      case "secretsmanager" -> List.of(text + ANY_END);
      case "ssm" -> List.of(text.startsWith("/") ? text.substring(1) : text);
      case "route53" -> List.of(text.substring(text.lastIndexOf('/') + 1));
      case "lambda" -> List.of(Services.functionName(text));
      default -> List.of(text);
    };
  }

  /// That secret's name, with any end in place of the random one of its ARN.
  static String withAnyEnd(String secret) {
    return secret.substring(0, Math.max(secret.length() - ANY_END.length(), 0)) + ANY_END;
  }

  /// The texts behind that ARN under which IAM asks for it too.
  static List<String> endings(Arn arn, NamingCall call) {
    var resource = arn.resource();
    return switch (arn.service()) {
      // "CloudWatch Logs resources and operations": with `:*` in all actions but those of tags.
      case "logs" -> resource.matches("log-group:[^:]+") ? List.of("", ":*") : List.of("");
      // "Resources and conditions for Lambda actions": a version or an alias is asked for by
      // itself.
      case "lambda" ->
          resource.matches("function:[^:]+") && isQualified(call) ? List.of("", ":*") : List.of("");
      // A partial ARN lacks the random end.
      case "secretsmanager" ->
          Services.isWithRandomEnd(resource) || isWild(resource) ? List.of("") : List.of(ANY_END);
      default -> List.of("");
    };
  }

  private static boolean isQualified(NamingCall call) {
    return call.mentions().stream()
        .anyMatch(mention ->
            mention.field().equals(QUALIFIER) || Services.isQualifiedFunction(mention.text()));
  }
}
