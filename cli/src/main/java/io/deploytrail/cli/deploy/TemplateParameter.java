package io.deploytrail.cli.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.InvalidInputException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// A parameter as a CloudFormation template defines it, and which values it takes: the terms of
/// "Parameters", AWS CloudFormation User Guide.
record TemplateParameter(String name, JsonNode definition) {
  TemplateParameter {
    requireNonNull(name, "name");
    requireNonNull(definition, "definition");
  }

  /// Empty where a value is asked for.
  Optional<String> defaultValue() {
    return text("Default");
  }

  String description() {
    return text("Description").orElse("");
  }

  /// Throws [InvalidInputException] for a value that CloudFormation would refuse.
  void verify(String value) {
    refusal(value)
        .ifPresent(expected -> {
          throw new InvalidInputException("%s: %s, not '%s'".formatted(name, expected, value));
        });
  }

  /// What was expected; empty for a value that is taken.
  private Optional<String> refusal(String value) {
    var allowed = definition.path("AllowedValues").valueStream().map(JsonNode::asText).toList();
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      return Optional.of("one of %s was expected".formatted(String.join(", ", allowed)));
    }
    var pattern = text("AllowedPattern");
    if (pattern.isPresent() && !Pattern.matches(pattern.get(), value)) {
      return Optional.of(
          text("ConstraintDescription")
              .map(constraint -> "it " + constraint)
              .orElse("what matches %s was expected".formatted(pattern.get())));
    }
    return definition.path("Type").asText().equals("Number")
        ? refusalOfNumber(value)
        : refusalOfLength(value);
  }

  private Optional<String> refusalOfNumber(String value) {
    try {
      return within(new BigDecimal(value), "MinValue", "MaxValue", "a number");
    } catch (NumberFormatException e) {
      return Optional.of("a number was expected");
    }
  }

  private Optional<String> refusalOfLength(String value) {
    var length = BigDecimal.valueOf(value.codePointCount(0, value.length()));
    return within(length, "MinLength", "MaxLength", "a length");
  }

  private Optional<String> within(BigDecimal number, String least, String most, String what) {
    if (number(least).filter(limit -> number.compareTo(limit) < 0).isPresent()) {
      return Optional.of(
          "%s of at least %s was expected".formatted(what, definition.path(least).asText()));
    }
    if (number(most).filter(limit -> number.compareTo(limit) > 0).isPresent()) {
      return Optional.of(
          "%s of at most %s was expected".formatted(what, definition.path(most).asText()));
    }
    return Optional.empty();
  }

  private Optional<BigDecimal> number(String field) {
    return text(field).map(BigDecimal::new);
  }

  private Optional<String> text(String field) {
    return Optional.of(definition.path(field)).filter(JsonNode::isValueNode).map(JsonNode::asText);
  }
}
