package io.deploytrail.resources;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What single services do otherwise than all: other spellings of one name, and of one ARN.
final class Services {
  /// "Secrets Manager resource ARNs": a hyphen and six random characters end a secret's ARN. Six
  /// small letters may as well be a word of the name, `prod/db-backup`, and are taken as that.
  private static final Pattern RANDOM_END = Pattern.compile("(.+)-(?=.*[0-9A-Z])[0-9A-Za-z]{6}");

  /// "Lambda function names": `name`, `name:qualifier`, `<account>:function:name`, with qualifier
  /// too.
  private static final Pattern FUNCTION =
      Pattern.compile("(?:([0-9]{12}):function:)?([A-Za-z0-9-_]+)(:[A-Za-z0-9-_$]+)?");

  private static final String ALIAS = "alias/";

  private Services() {}

  /// The one spelling of the last part of an ARN that has several.
  static String canonical(Arn arn) {
    var resource = arn.resource();
    return switch (arn.service()) {
      case "logs" ->
          resource.endsWith(":*") ? resource.substring(0, resource.length() - 2) : resource;
      case "events" ->
          resource.startsWith("rule/default/")
              ? "rule/" + resource.substring("rule/default/".length())
              : resource;
      default -> resource;
    };
  }

  /// The names under which calls know what stands in an ARN as those texts.
  static List<String> spellings(Arn arn, List<String> texts) {
    var names = new LinkedHashSet<>(texts);
    for (var text : texts) {
      switch (arn.service()) {
        // "IAM identifiers": a path stands before the name in ARNs alone.
        case "iam" -> {
          names.remove(text);
          names.add(text.substring(text.lastIndexOf('/') + 1));
        }
        case "kms" -> {
          // Calls write `alias/` before it, so that no alias is taken for a key.
          if (arn.resource().startsWith(ALIAS)) {
            names.remove(text);
            names.add(arn.resource());
          }
        }
        case "secretsmanager" -> withoutRandomEnd(text).ifPresent(names::add);
        case "ssm" -> names.add(text.startsWith("/") ? text.substring(1) : "/" + text);
        default -> {}
      }
    }
    return List.copyOf(names);
  }

  /// The names that a text stands for in a call to a service of AWS, the text itself among them.
  static Set<String> names(String service, String text) {
    var names = new LinkedHashSet<>(Set.of(text));
    switch (service) {
      case "ssm" -> {
        if (text.startsWith("/")) {
          names.add(text.substring(1));
        }
      }
      case "route53" -> {
        if (text.startsWith("/")) {
          names.add(text.substring(text.lastIndexOf('/') + 1));
        }
      }
      case "lambda" -> names.add(functionName(text));
      default -> {}
    }
    return names;
  }

  /// The name of the function that a text names, which may hold an account and a qualifier.
  static String functionName(String text) {
    var function = FUNCTION.matcher(text);
    return function.matches() ? function.group(2) : text;
  }

  static boolean isQualifiedFunction(String text) {
    var function = FUNCTION.matcher(text);
    return function.matches() && function.group(3) != null;
  }

  static boolean isWithRandomEnd(String secret) {
    return withoutRandomEnd(secret).isPresent();
  }

  /// Whether two ARNs of one place and of other last parts are one resource's all the same.
  static boolean areOne(Arn asked, Arn named) {
    return switch (asked.service()) {
      // A call to a version or an alias is one to the function.
      case "lambda" ->
          asked.resource().matches("function:[^:]+")
              && named.resource().startsWith(asked.resource() + ":");
      // A partial ARN lacks the random end.
      case "secretsmanager" ->
          withoutRandomEnd(asked.resource()).filter(named.resource()::equals).isPresent()
              || withoutRandomEnd(named.resource()).filter(asked.resource()::equals).isPresent();
      default -> false;
    };
  }

  private static Optional<String> withoutRandomEnd(String text) {
    var end = RANDOM_END.matcher(text);
    return end.matches() ? Optional.of(end.group(1)) : Optional.empty();
  }

  /// Other spellings of that ARN's resource by which a call may name it, beside its names.
  static List<String> otherSpellings(Arn arn) {
    return switch (arn.service()) {
      case "logs" -> List.of(arn + ":*");
      case "secretsmanager" ->
          withoutRandomEnd(arn.resource()).map(arn::with).map(Arn::toString).stream().toList();
      case "lambda" -> List.of(arn.account() + ":" + arn.resource());
      default -> Urls.of(arn);
    };
  }
}
