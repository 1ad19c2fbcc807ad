package io.deploytrail.questions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The questions' names, as JSON, URLs and the CLI spell them, each with its parameters.
enum QuestionName {
  WHO("handle", "eventId", "accessKeyId", "principal", "at", "record"),
  CALLS(
      "deployment",
      "at",
      "account",
      "region",
      "action",
      "resource",
      "verdict",
      "errors",
      "changesOnly",
      "next"),
  DEPLOYMENTS(
      "organization",
      "project",
      "stack",
      "from",
      "to",
      "allSessions",
      "account",
      "region",
      "verdict",
      "next"),
  CHANGES(
      "resource",
      "handle",
      "at",
      "from",
      "to",
      "account",
      "region",
      "action",
      "verdict",
      "errors",
      "changesOnly",
      "next"),
  EXPLAIN("name"),
  DENIED("from", "to", "account", "region", "explain", "policy", "record", "next"),
  TRUST(
      "role", "policy", "subject", "audience", "provider", "sessionName", "from", "to", "narrowTo"),
  POLICY(
      "organization",
      "project",
      "stack",
      "operation",
      "from",
      "to",
      "byOperation",
      "withCounterparts",
      "withRefused",
      "policy");

  private final List<String> parameters;

  QuestionName(String... parameters) {
    this.parameters = List.of(parameters);
  }

  List<String> parameters() {
    return parameters;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static QuestionName of(String text) {
    return Arrays.stream(values())
        .filter(name -> name.toString().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidQuestionException(
                "one of the questions "
                    + QuestionReader.names()
                    + " was expected, not "
                    + Quoted.of(text)));
  }

  QuestionForm form() {
    return new QuestionForm(
        toString(), asks(), parameters.stream().map(QuestionForm.Parameter::of).toList());
  }

  private String asks() {
    return switch (this) {
      case WHO ->
          "Which Pulumi deployment made an AWS call, with the evidence: of an event, access key, principal or record; of a deployment, its sessions.";
      case CALLS ->
          "What a deployment or session did, changed, and was refused: its calls in the order of time.";
      case DEPLOYMENTS -> "Which deployments ran, newest first, with the sessions of each.";
      case CHANGES ->
          "What changed a resource, or was refused to, newest first, and which deployment did it; or what a deployment changed.";
      case EXPLAIN -> "What a session name says, template by template; nothing of it is proven.";
      case DENIED ->
          "Which deployments AWS refused a session, newest first; retries of one cause are one item. With explain, why.";
      case TRUST ->
          "Who may use a role, and who did: how wide its trust policy is, and the narrowest that would do. With a subject and an audience: whether that token gets in, and why not.";
      case POLICY ->
          "What a stack needs of IAM, by what its runs called: the narrowest policies, and the actions and resources they are made of. With a policy: what that lacks, and what was not seen.";
    };
  }
}
