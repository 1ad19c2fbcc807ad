package io.deploytrail.questions;

import java.util.List;

/// How a question is asked by name: what it asks, and the parameters that [QuestionReader] takes.
/// For programs that list the questions to others, such as the tools of an agent.
public record QuestionForm(String name, String asks, List<Parameter> parameters) {
  public QuestionForm {
    parameters = List.copyOf(parameters);
  }

  /// A parameter, and what it says in a sentence.
  public record Parameter(String name, Type type, String says) {
    static Parameter of(String name) {
      return new Parameter(name, Type.of(name), sentence(name));
    }
  }

  /// What stands for a parameter in JSON.
  public enum Type {
    TEXT,
    FLAG,
    OBJECT;

    static Type of(String parameter) {
      return switch (parameter) {
        case "record", "policy" -> OBJECT;
        case "allSessions",
            "errors",
            "changesOnly",
            "explain",
            "byOperation",
            "withCounterparts",
            "withRefused" ->
            FLAG;
        default -> TEXT;
      };
    }
  }

  private static String sentence(String parameter) {
    return switch (parameter) {
      case "eventId" -> "The event id of a CloudTrail record.";
      case "accessKeyId" -> "The access key id that signed a call, such as ASIAIOSFODNN7EXAMPLE.";
      case "principal" ->
          "An assumed-role ARN, arn:aws:sts::<account>:assumed-role/<role>/<session name>; needs at.";
      case "handle" -> "What it is about: " + Handle.EXPECTED + ".";
      case "at" ->
          "When, such as 2026-11-20T09:30:00Z: for an access key id, a principal, or a stack.";
      case "record" ->
          "A CloudTrail record as AWS wrote it. It is not checked against CloudTrail, and never stored.";
      case "deployment" -> "The deployment, session or call: " + Handle.EXPECTED + ".";
      case "account" -> "Only what happened in this account.";
      case "region" -> "Only what happened in this Region.";
      case "action" -> "Only calls of this action, * for any characters: s3:Delete*.";
      case "verdict" -> "Only those of this verdict, such as DEPLOYMENT or STACK.";
      case "errors" -> "Only calls that failed or were refused.";
      case "changesOnly" -> "Only calls that changed something.";
      case "organization" -> "Only of this Pulumi organization.";
      case "project" -> "Only of this project; needs its organization.";
      case "stack" -> "Only of this stack; needs its organization and project.";
      case "from" ->
          "From this time on: 2026-11-20T09:30:00Z, a day, or 2h, 7d, yesterday (default: 7 days before to).";
      case "to" -> "Up to this time or day, included (default: now).";
      case "allSessions" ->
          "The sessions too that belong to no deployment: of ESC environments, of the organization's own key.";
      case "resource" ->
          "An ARN or URL for that resource alone; a bare name or id for every resource of that name.";
      case "name" -> "The role session name.";
      case "explain" -> "Why each was refused, as far as policies are known.";
      case "policy" ->
          "A policy's JSON: of denied and trust, the role's trust policy, where it is not indexed; of policy, the stack's identity policy, to be compared.";
      case "operation" -> "Only runs of this operation, such as update or preview.";
      case "byOperation" -> "A policy for each operation, not one that reads and one that writes.";
      case "withCounterparts" -> "With what undoes and reads back what the stack made.";
      case "withRefused" -> "With what AWS refused.";
      case "role" -> "The role's ARN, arn:aws:iam::<account>:role/<name>.";
      case "subject" -> "The token's subject, pulumi:deploy:org:…; needs audience.";
      case "audience" -> "The token's audience: the organization, or aws:<organization>.";
      case "provider" ->
          "The OIDC provider's ARN, or its name in the role's account (default: Pulumi's).";
      case "sessionName" -> "The session name that is asked for.";
      case "narrowTo" ->
          "How narrow the narrowest policy is: exact (the subjects that were used, the default), operation, stack or project.";
      case "next" -> "The next of an earlier answer to the same arguments: goes on behind it.";
      default -> "";
    };
  }
}
