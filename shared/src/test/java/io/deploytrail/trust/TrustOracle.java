package io.deploytrail.trust;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A second opinion on a policy, for the tests alone: what could be true of a try, as a set of
/// answers, computed from the JSON by regular expressions.
///
/// It shares nothing with the evaluator but the try's values, and it was written from the facts
/// before the evaluator was read. It reads no text: a malformed policy is not its business.
final class TrustOracle {
  private static final Set<Boolean> YES = Set.of(true);
  private static final Set<Boolean> NO = Set.of(false);
  private static final Set<Boolean> EITHER = Set.of(true, false);

  /// Stands for a value that is there, and that nobody knows.
  private static final String HIDDEN = "\u0000hidden";

  private static final Pattern OPERATOR =
      Pattern.compile("(ForAnyValue:|ForAllValues:)?([A-Za-z]+?)(IfExists)?");
  private static final Pattern TOKEN =
      Pattern.compile("\\$\\{([^}]*)(?:}|$)|[^$*?]+|.", Pattern.DOTALL);
  private static final Pattern GLOB = Pattern.compile("[*?]|[^*?]+");
  private static final Pattern NAMED = Pattern.compile(" *([^,]*?) *(?:, *'(.*)' *)?");

  private final JsonNode policy;
  private final Try asked;
  private final boolean hasVariables;

  private TrustOracle(JsonNode policy, Try asked) {
    this.policy = policy;
    this.asked = asked;
    this.hasVariables = policy.path("Version").asText().equals("2012-10-17");
  }

  static Decision answer(JsonNode policy, Try asked) {
    var answers = new TrustOracle(policy, asked).answers();
    return answers.equals(EITHER) ? Decision.UNDECIDED : Decision.of(answers.contains(true));
  }

  private Set<Boolean> answers() {
    return both(anyStatement("Allow"), opposite(anyStatement("Deny")));
  }

  private Set<Boolean> anyStatement(String effect) {
    var applies = NO;
    for (var statement : each(policy.path("Statement")).toList()) {
      if (statement.path("Effect").asText().equals(effect)) {
        applies = opposite(both(opposite(applies), opposite(applies(statement, effect))));
      }
    }
    return applies;
  }

  private Set<Boolean> applies(JsonNode statement, String effect) {
    var answers = both(speaksOfIt(statement), isTo(statement.path("Principal"), effect));
    for (var block : statement.path("Condition").properties()) {
      for (var key : block.getValue().properties()) {
        answers = both(answers, holds(block.getKey(), key.getKey(), key.getValue()));
      }
    }
    return answers;
  }

  private static Set<Boolean> speaksOfIt(JsonNode statement) {
    Predicate<JsonNode> isIt =
        action ->
            Pattern.compile(glob(action.asText()), Pattern.CASE_INSENSITIVE)
                .matcher("sts:assumerolewithwebidentity")
                .matches();
    return statement.has("Action")
        ? Set.of(each(statement.get("Action")).anyMatch(isIt))
        : Set.of(each(statement.get("NotAction")).noneMatch(isIt));
  }

  private Set<Boolean> isTo(JsonNode principal, String effect) {
    var providers = each(principal.path("Federated")).map(JsonNode::asText).toList();
    var accounts = each(principal.path("AWS")).map(JsonNode::asText).toList();
    if (providers.contains(asked.provider().text())) {
      return YES;
    }
    return providers.contains("*") || (effect.equals("Deny") && accounts.contains("*"))
        ? EITHER
        : NO;
  }

  /// Over every world that the key may be in: absent, hidden, or of one value.
  private Set<Boolean> holds(String operator, String key, JsonNode values) {
    var named = OPERATOR.matcher(operator);
    if (!named.matches() || (values.isArray() && values.isEmpty())) {
      return EITHER;
    }
    var answers = new HashSet<Boolean>();
    for (var world : worlds(key)) {
      answers.addAll(
          named.group(2).equals("Null")
              ? Set.of(each(values).anyMatch(v -> v.asText().equals("" + world.isEmpty())))
              : world.isEmpty()
                  ? ofNone(named.group(1), named.group(2), named.group(3))
                  : ofValue(named.group(2), world.get(), values));
    }
    return answers;
  }

  private static Set<Boolean> ofNone(String prefix, String name, String suffix) {
    return prefix != null
        ? Set.of(prefix.equals("ForAllValues:"))
        : Set.of(suffix != null || name.contains("Not"));
  }

  private Set<Boolean> ofValue(String name, String actual, JsonNode values) {
    if (actual.equals(HIDDEN)) {
      return EITHER;
    }
    var differs = YES;
    for (var value : each(values).toList()) {
      differs = both(differs, opposite(matches(name.replace("Not", ""), actual, value.asText())));
    }
    return name.contains("Not") ? differs : opposite(differs);
  }

  private Set<Boolean> matches(String name, String actual, String value) {
    return switch (name) {
      case "StringEquals" -> text(value, false, actual, 0);
      case "StringEqualsIgnoreCase" -> text(value, false, actual, Pattern.CASE_INSENSITIVE);
      case "StringLike" -> text(value, true, actual, 0);
      case "Bool" -> Set.of(actual.equals(value));
      case "IpAddress" -> Set.of(bits(actual).startsWith(network(value)));
      case "DateLessThan" -> Set.of(time(actual).isBefore(time(value)));
      case "DateGreaterThanEquals" -> Set.of(!time(actual).isBefore(time(value)));
      default -> name.startsWith("Numeric") ? number(name.substring(7), actual, value) : EITHER;
    };
  }

  private static Set<Boolean> number(String order, String actual, String value) {
    Predicate<String> isNumber = text -> text.matches("-?[0-9]+(\\.[0-9]+)?");
    if (!isNumber.test(actual) || !isNumber.test(value)) {
      return EITHER;
    }
    var sign = new BigDecimal(actual).subtract(new BigDecimal(value)).signum();
    return Set.of(
        (sign == 0 && order.endsWith("Equals"))
            || (sign < 0 && order.startsWith("LessThan"))
            || (sign > 0 && order.startsWith("GreaterThan")));
  }

  private static OffsetDateTime time(String text) {
    return OffsetDateTime.parse(text);
  }

  private static String bits(String address) {
    return Stream.of(address.split("\\.", -1))
        .map(Integer::parseInt)
        .map(part -> Integer.toBinaryString(256 + part).substring(1))
        .reduce("", String::concat);
  }

  private static String network(String value) {
    var parts = value.split("/", -1);
    return bits(parts[0]).substring(0, parts.length == 1 ? 32 : Integer.parseInt(parts[1]));
  }

  /// One regular expression for each world that the value's variables may be in.
  private Set<Boolean> text(String value, boolean wild, String actual, int flags) {
    var answers = new HashSet<Boolean>();
    for (var regex : regexes(value, wild)) {
      answers.addAll(
          regex
              .map(
                  r -> Set.of(Pattern.compile(r, flags | Pattern.DOTALL).matcher(actual).matches()))
              .orElse(EITHER));
    }
    return answers;
  }

  private List<Optional<String>> regexes(String value, boolean wild) {
    var regexes = List.of(Optional.of(""));
    for (var token : TOKEN.matcher(value).results().toList()) {
      var parts =
          parts(token.group(), Optional.ofNullable(token.group(1)).filter(_ -> hasVariables), wild);
      var longer = new ArrayList<Optional<String>>();
      for (var regex : regexes) {
        parts.forEach(part -> longer.add(regex.flatMap(r -> part.map(r::concat))));
      }
      regexes = longer;
    }
    return regexes;
  }

  private List<Optional<String>> parts(String token, Optional<String> inside, boolean wild) {
    if (inside.isEmpty()) {
      return List.of(Optional.of(wild ? glob(token) : Pattern.quote(token)));
    }
    var variable = inside.get();
    if (variable.matches("[*?$]")) {
      return List.of(Optional.of(Pattern.quote(variable)));
    }
    Matcher named = NAMED.matcher(variable);
    if (!named.matches() || !token.endsWith("}")) {
      return List.of(Optional.empty());
    }
    return worlds(named.group(1)).stream()
        .map(world -> world.or(() -> Optional.ofNullable(named.group(2))))
        .map(text -> text.filter(t -> !t.equals(HIDDEN) && !(wild && t.matches(".*[*?].*"))))
        .map(text -> text.map(Pattern::quote))
        .toList();
  }

  private static String glob(String text) {
    return GLOB.matcher(text)
        .replaceAll(sign ->
            Matcher.quoteReplacement(
                switch (sign.group()) {
                  case "*" -> ".*";
                  case "?" -> ".";
                  default -> Pattern.quote(sign.group());
                }));
  }

  /// What the request may hold under a key: domain facts, "Keys in the request".
  private Set<Optional<String>> worlds(String key) {
    var circumstances = asked.circumstances();
    var name = key.toLowerCase(Locale.ROOT).replace(asked.provider().name() + ":", "P:");
    return switch (name) {
      case "P:aud", "P:oaud" -> there(asked.audience());
      case "P:sub" -> there(asked.subject());
      case "sts:rolesessionname" -> there(asked.sessionName());
      case "sts:roleauthorizedbyidp" -> there(Optional.of("false"));
      case "aws:principalaccount" -> there(Optional.of(asked.provider().account()));
      case "aws:principaltype" -> there(Optional.of("User"));
      case "aws:userid" -> there(Optional.of(asked.provider().text()));
      case "aws:sourceip" -> there(circumstances.sourceAddress());
      case "aws:requestedregion" -> there(circumstances.region());
      case "aws:useragent" -> there(circumstances.userAgent());
      case "aws:currenttime" -> there(circumstances.time().map(Object::toString));
      case "aws:securetransport" -> there(Optional.empty());
      case "sts:externalid", "sts:durationseconds", "aws:principalarn" -> Set.of(Optional.empty());
      default ->
          name.startsWith("P:") || name.matches("[a-z0-9-]+\\..*")
              ? Set.of(Optional.empty())
              : Set.of(Optional.empty(), Optional.of(HIDDEN));
    };
  }

  private static Set<Optional<String>> there(Optional<String> value) {
    return Set.of(Optional.of(value.orElse(HIDDEN)));
  }

  private static Set<Boolean> both(Set<Boolean> one, Set<Boolean> other) {
    var answers = new HashSet<Boolean>();
    one.forEach(a -> other.forEach(b -> answers.add(a && b)));
    return answers;
  }

  private static Set<Boolean> opposite(Set<Boolean> answers) {
    var opposite = new HashSet<Boolean>();
    answers.forEach(answer -> opposite.add(!answer));
    return opposite;
  }

  private static Stream<JsonNode> each(JsonNode node) {
    return node.isMissingNode()
        ? Stream.of()
        : node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }
}
