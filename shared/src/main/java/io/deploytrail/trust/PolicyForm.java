package io.deploytrail.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A policy's JSON in the one form of all that mean the same: IAM hands a policy out in other words
/// than it took it.
///
/// A value alone is a list of one, lists of texts have neither order nor repetition, a number or
/// `true` is its text, and an account is its id. Statements keep their order.
final class PolicyForm {
  private static final Pattern ACCOUNT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

  private PolicyForm() {}

  static JsonNode of(JsonNode policy) {
    var form = fields(policy);
    var statements = JsonNodeFactory.instance.arrayNode();
    var written = policy.path("Statement");
    if (written.isArray()) {
      written.forEach(statement -> statements.add(statement(statement)));
    } else {
      statements.add(statement(written));
    }
    form.set("Statement", statements);
    return form;
  }

  private static JsonNode statement(JsonNode statement) {
    var form = fields(statement);
    for (var action : new String[] {"Action", "NotAction"}) {
      if (statement.has(action)) {
        form.set(action, texts(statement.get(action), UnaryOperator.identity()));
      }
    }
    var principal = statement.path("Principal");
    if (principal.isObject()) {
      var kinds = form.putObject("Principal");
      for (var kind : principal.properties()) {
        kinds.set(kind.getKey(), texts(kind.getValue(), PolicyForm::account));
      }
    }
    if (statement.has("Condition")) {
      var operators = form.putObject("Condition");
      for (var operator : statement.get("Condition").properties()) {
        var keys = operators.putObject(operator.getKey());
        for (var key : operator.getValue().properties()) {
          keys.set(key.getKey(), texts(key.getValue(), UnaryOperator.identity()));
        }
      }
    }
    return form;
  }

  private static ObjectNode fields(JsonNode object) {
    var form = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(field -> form.set(field.getKey(), field.getValue()));
    return form;
  }

  private static String account(String principal) {
    var arn = ACCOUNT.matcher(principal);
    return arn.matches() ? arn.group(1) : principal;
  }

  private static JsonNode texts(JsonNode values, UnaryOperator<String> form) {
    var texts = new TreeSet<String>();
    if (values.isArray()) {
      values.forEach(value -> texts.add(form.apply(value.asText())));
    } else {
      texts.add(form.apply(values.asText()));
    }
    var list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }
}
