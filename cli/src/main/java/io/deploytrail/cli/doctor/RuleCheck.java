package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// Whether the Region's event bus hands issuances on: the home stack's rule to its queue, a
/// member's to the home bus; and whether they get stuck there.
final class RuleCheck {
  private static final String NAME = "rule";

  /// EventBridge withholds what only reads from rules in any other state ("Receiving read-only
  /// management events from AWS services", EventBridge User Guide).
  private static final String ALL_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOME_RULE = "-IssuanceRule-";
  private static final String LOG_FILE_RULE = "-LogFileRule-";
  private static final String MEMBER_RULE = "deploytrail-forwarding";
  private static final String HOME_TRUST_RULE = "-TrustRule-";
  private static final String MEMBER_TRUST_RULE = "deploytrail-forwarding-trust";

  private final Regional regional;
  private final QueueCheck queues;
  private final String provider;

  RuleCheck(Regional regional, QueueCheck queues, String provider) {
    this.regional = regional;
    this.queues = queues;
    this.provider = provider;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    var issuanceRules = 0;
    for (var rule : rules()) {
      if (rule.name().contains(LOG_FILE_RULE)) {
        findings.addAll(Finding.of(NAME, regional.region(), () -> ofTargets(rule)));
      } else if (rule.name().contains(HOME_RULE) || rule.name().equals(MEMBER_RULE)) {
        issuanceRules++;
        findings.add(finding(rule));
        findings.addAll(Finding.of(NAME, regional.region(), () -> ofTargets(rule)));
      } else if (rule.name().contains(HOME_TRUST_RULE) || rule.name().equals(MEMBER_TRUST_RULE)) {
        findings.add(ofTrust(rule));
        findings.addAll(Finding.of(NAME, regional.region(), () -> ofTargets(rule)));
      }
    }
    if (issuanceRules == 0) {
      findings.add(
          problem(
              "no rule picks issuances",
              "deploy template.yaml here, or template-member.yaml beside a home stack elsewhere"));
    }
    return findings;
  }

  /// Whether the rule lets through what the bucket tells EventBridge.
  List<Finding> ofLogFiles(String bucket) {
    var all = rules().stream().filter(rule -> rule.name().contains(LOG_FILE_RULE)).toList();
    if (all.isEmpty()) {
      return List.of(problem("no rule picks log files of " + bucket, "deploy the stack again"));
    }
    return all.stream()
        .map(rule ->
            rule.state() == RuleState.DISABLED
                ? problem(
                    rule.name() + " is DISABLED",
                    "aws events enable-rule --region %s --name %s"
                        .formatted(regional.region(), rule.name()))
                : Finding.ok(
                    NAME,
                    regional.region(),
                    rule.name() + " picks what " + bucket + " tells EventBridge"))
        .toList();
  }

  private List<Rule> rules() {
    return ask(
        "events:ListRules",
        "arn:*:events:%s:*:rule/*".formatted(regional.region()),
        () -> {
          var rules = new ArrayList<Rule>();
          var page = regional.rules().listRules(_ -> {});
          rules.addAll(page.rules());
          while (page.nextToken() != null) {
            var next = page.nextToken();
            page = regional.rules().listRules(request -> request.nextToken(next));
            rules.addAll(page.rules());
          }
          return rules;
        });
  }

  private Finding finding(Rule rule) {
    if (!rule.stateAsString().equals(ALL_EVENTS)) {
      return problem(
          rule.name() + " is " + rule.stateAsString() + ", not " + ALL_EVENTS,
          correction(rule, ALL_EVENTS, pattern("IssuanceRule")));
    }
    if (!json(rule.eventPattern()).equals(pattern("IssuanceRule"))) {
      return problem(
          rule.name() + " does not pick what template.yaml lets it pick for " + provider,
          correction(rule, ALL_EVENTS, pattern("IssuanceRule")));
    }
    return Finding.ok(NAME, regional.region(), rule.name() + " picks the sessions of " + provider);
  }

  /// IAM's changes are no reads, so that any state but `DISABLED` lets them through.
  private Finding ofTrust(Rule rule) {
    var expected = pattern("TrustRule");
    if (rule.state() == RuleState.DISABLED || !json(rule.eventPattern()).equals(expected)) {
      return problem(
          rule.state() == RuleState.DISABLED
              ? rule.name() + " is DISABLED"
              : rule.name() + " does not pick what template.yaml lets it pick",
          correction(rule, RuleState.ENABLED.toString(), expected));
    }
    return Finding.ok(NAME, regional.region(), rule.name() + " picks changes of roles' trust");
  }

  /// The same deployed again would not do: CloudFormation sees no difference.
  private String correction(Rule rule, String state, JsonNode pattern) {
    return "aws events put-rule --region %s --name %s --state %s --event-pattern '%s'"
        .formatted(regional.region(), rule.name(), state, pattern);
  }

  /// Where the rule sends what it picks, and where it leaves what it cannot send.
  private List<Finding> ofTargets(Rule rule) {
    var targets =
        ask(
                "events:ListTargetsByRule",
                rule.arn(),
                () -> regional.rules().listTargetsByRule(request -> request.rule(rule.name())))
            .targets();
    if (targets.isEmpty()) {
      return List.of(problem(rule.name() + " has no target", "deploy its stack again"));
    }
    var findings = new ArrayList<Finding>();
    for (var target : targets) {
      if (target.arn().split(":", 6)[2].equals("sqs")) {
        findings.addAll(queues.queue(target.arn()));
      }
      findings.addAll(undelivered(target));
    }
    return findings;
  }

  private List<Finding> undelivered(Target target) {
    return target.deadLetterConfig() == null
        ? List.of()
        : queues.deadLetters(target.deadLetterConfig().arn());
  }

  /// That of a rule of template.yaml; template-member.yaml has the same ones.
  private JsonNode pattern(String ofRule) {
    try {
      var pattern =
          new YAMLMapper()
              .readTree(Home.file("template.yaml").toFile())
              .at("/Resources/" + ofRule + "/Properties/EventPattern");
      return json(pattern.toString().replace("${Provider}", provider));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Finding problem(String found, String next) {
    return Finding.problem(NAME, regional.region(), found, next);
  }
}
