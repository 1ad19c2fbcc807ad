package io.deploytrail.permissions.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.NeededResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Made-up calls of one stack, each with an event id of its own, a minute after the one before.
final class MadeUpCalls {
  static final String ROLE = "arn:aws:iam::111122223333:role/deploy";
  static final String BUCKETS = "arn:aws:s3:::*";
  static final String INSTANCES = "arn:aws:ec2:eu-west-1:111122223333:instance/*";
  static final String QUEUES = "arn:aws:sqs:eu-west-1:111122223333:*";

  final List<StackCall> calls = new ArrayList<>();
  private List<String> roles = List.of(ROLE);
  private String region = "eu-west-1";

  static Need need(String action, Label label, String pattern, String... arns) {
    return new Need(
        action,
        label,
        Arrays.stream(arns).map(arn -> new NeededResource(arn, pattern)).toList(),
        Map.of(),
        Optional.empty());
  }

  MadeUpCalls by(String... chain) {
    roles = List.of(chain);
    return this;
  }

  MadeUpCalls in(String otherRegion) {
    region = otherRegion;
    return this;
  }

  MadeUpCalls used(String operation, int run, String action, String pattern, String... arns) {
    return add(
        operation,
        run,
        action,
        new CallNeeds.Needs(List.of(need(action, Label.USED, pattern, arns))));
  }

  MadeUpCalls add(String operation, int run, String name, CallNeeds needs) {
    calls.add(
        new StackCall(
            name,
            Optional.of(operation).filter(text -> !text.isEmpty()),
            "run-" + run,
            Instant.parse("2026-07-01T00:00:00Z").plusSeconds(60L * calls.size()),
            "event-" + calls.size(),
            "111122223333",
            region,
            roles,
            needs));
    return this;
  }

  StackNeeds needs() {
    var needs = new StackNeeds();
    calls.forEach(needs::add);
    return needs;
  }

  StackPolicies policies() {
    return policies(false, false);
  }

  StackPolicies policies(boolean withCounterparts, boolean withRefused) {
    return StackPolicies.of(
        needs(),
        new PolicyRequest(
            PolicySplit.READ_AND_WRITE,
            withCounterparts,
            withRefused,
            new MadeUpFacts(),
            TrustSource.NONE));
  }

  /// What is granted for an action, over all roles.
  List<String> resources(String action) {
    return policies().actions().stream()
        .filter(needed -> needed.action().equals(action))
        .flatMap(needed -> needed.resources().stream())
        .map(GrantedResource::text)
        .toList();
  }

  String reason(String action) {
    return policies().actions().stream()
        .filter(needed -> needed.action().equals(action))
        .flatMap(needed -> needed.reason().stream())
        .findFirst()
        .orElse("");
  }

  static StackRole role(StackPolicies policies, String name) {
    return policies.roles().stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static List<JsonNode> statements(StackPolicies policies, String name) {
    return role(policies, name).documents().stream()
        .flatMap(document -> document.statements().stream())
        .<JsonNode>map(PolicyStatement::json)
        .toList();
  }
}
