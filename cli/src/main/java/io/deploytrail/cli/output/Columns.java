package io.deploytrail.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The columns in which answers stand in tables and CSV: names, and where their values stand in an
/// answer's JSON.
public enum Columns {
  CALLS(
      "eventId /eventId",
      "eventTime /eventTime",
      "account /account",
      "region /region",
      "action /action",
      "verdict /verdict",
      "confidence /confidence",
      "organization /deployment/organization /environment/organization",
      "project /deployment/project",
      "stack /deployment/stack",
      "environment /environment/name",
      "environmentRoot /environment/root",
      "environmentUser /environment/user",
      "operation /deployment/operation",
      "version /deployment/version",
      "id /deployment/id",
      "stated /stated",
      "url /deployment/url",
      "candidates /candidateCount /candidates",
      "clues /clues",
      "warnings /warnings",
      "evidence /evidence",
      "chain /chainLength /chain"),
  MADE_CALLS(
      "eventId /eventId",
      "eventTime /eventTime",
      "account /account",
      "region /region",
      "action /action",
      "errorCode /errorCode",
      "resources /resources",
      "verdict /verdict",
      "confidence /confidence",
      "organization /deployment/organization /environment/organization",
      "project /deployment/project",
      "stack /deployment/stack",
      "environment /environment/name",
      "environmentRoot /environment/root",
      "environmentUser /environment/user",
      "operation /deployment/operation",
      "version /deployment/version",
      "id /deployment/id",
      "stated /stated",
      "url /deployment/url",
      "candidates /candidateCount /candidates",
      "clues /clues",
      "warnings /warnings",
      "evidence /evidence",
      "chain /chainLength /chain"),
  DEPLOYMENTS(
      "firstSeen /firstSeen",
      "lastSeen /lastSeen",
      "organization /deployment/organization /environment/organization",
      "project /deployment/project",
      "stack /deployment/stack",
      "environment /environment/name",
      "environmentRoot /environment/root",
      "environmentUser /environment/user",
      "operation /deployment/operation",
      "version /deployment/version",
      "id /deployment/id",
      "stated /stated",
      "verdict /verdict",
      "confidence /confidence",
      "sessions /sessions",
      "accounts /accounts",
      "regions /regions",
      "warnings /warnings",
      "url /deployment/url"),
  EXPLANATION(
      "name /name",
      "presentsItself /presentsItself",
      "organization /deployment/organization",
      "project /deployment/project",
      "stack /deployment/stack",
      "operation /deployment/operation",
      "version /deployment/version",
      "id /deployment/id",
      "stated /stated",
      "url /deployment/url",
      "clues /clues",
      "readings /readings"),
  RENDERED(
      "name /name",
      "length /length",
      "trimmed /trimmed",
      "besideSubject /besideSubject",
      "alone /alone",
      "better /better"),
  DENIED(
      "eventTime /eventTime",
      "lastTime /lastTime",
      "attempts /attempts",
      "account /account",
      "region /region",
      "role /role",
      "sessionName /sessionName",
      "organization /deployment/organization /environment/organization",
      "project /deployment/project",
      "stack /deployment/stack",
      "environment /environment/name",
      "environmentRoot /environment/root",
      "environmentUser /environment/user",
      "operation /deployment/operation",
      "version /deployment/version",
      "id /deployment/id",
      "stated /stated",
      "errorCode /errorCode",
      "warnings /warnings",
      "subject /subject",
      "audience /audience",
      "provider /provider",
      "eventId /eventId"),
  FINDINGS("check /check", "region /region", "state /state", "found /found", "next /next");

  /// A column: where its value stands, first choice first.
  record Column(String name, List<String> pointers) {
    String value(JsonNode item) {
      return pointers.stream()
          .map(item::at)
          .filter(value -> !value.isMissingNode())
          .findFirst()
          .map(Column::text)
          .orElse("");
    }

    /// Texts as they are, lists of texts joined, other lists by their length.
    private static String text(JsonNode value) {
      if (value.isObject()) {
        return value.toString();
      }
      if (!value.isArray()) {
        return value.asText();
      }
      if (value.isEmpty()) {
        return "";
      }
      var texts = StreamSupport.stream(value.spliterator(), false).toList();
      return texts.stream().allMatch(JsonNode::isTextual)
          ? texts.stream().map(JsonNode::asText).collect(Collectors.joining("; "))
          : Integer.toString(texts.size());
    }
  }

  /// What fits in a line for a person to read; CSV and JSON have all.
  private static final Set<String> SHORT =
      Set.of(
          "eventTime",
          "firstSeen",
          "lastTime",
          "attempts",
          "verdict",
          "confidence",
          "action",
          "organization",
          "project",
          "stack",
          "environment",
          "environmentUser",
          "operation",
          "version",
          "stated",
          "errorCode",
          "eventId",
          "warnings");

  private final List<Column> columns;

  Columns(String... columns) {
    this.columns =
        List.of(columns).stream()
            .map(column -> List.of(column.split(" ")))
            .map(words -> new Column(words.getFirst(), words.subList(1, words.size())))
            .toList();
  }

  List<Column> columns() {
    return columns;
  }

  /// The columns of a table.
  List<Column> shortColumns() {
    return columns.stream().filter(column -> SHORT.contains(column.name())).toList();
  }
}
