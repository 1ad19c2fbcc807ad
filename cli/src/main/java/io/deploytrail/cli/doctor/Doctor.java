package io.deploytrail.cli.doctor;

import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.questions.Configuration;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;

/// Looks at each station of an issuance's way to the index, in its order, or at those of Athena's
/// stack, and changes nothing.
///
/// A permission that is missing leaves its check out and hides no other.
final class Doctor {
  private final String provider;
  private final List<String> organizations;
  private final Configuration names;
  private final Clock clock;
  private final Consumer<Finding> findings;

  /// Several ways lead to a queue of dead letters.
  private final Set<Finding> told = new HashSet<>();

  /// `provider` as IAM names it; `names` is how the stack reads session names; `findings` takes
  /// each at once.
  Doctor(
      String provider,
      List<String> organizations,
      Configuration names,
      Clock clock,
      Consumer<Finding> findings) {
    this.provider = provider;
    this.organizations = List.copyOf(organizations);
    this.names = names;
    this.clock = clock;
    this.findings = findings;
  }

  /// The OIDC provider of the account.
  void examineAccount(Region region) {
    try (var iam = IamClient.builder().region(region).build()) {
      examine(
          "provider", "global", () -> new ProviderCheck(iam, provider, organizations).findings());
    }
  }

  /// Trail, rule, and queues of a Region.
  void examineRegion(Region region) {
    try (var regional = Regional.in(region)) {
      examine("trail", region.id(), () -> new TrailCheck(regional).findings());
      var queues = new QueueCheck(regional, clock);
      examine("rule", region.id(), () -> new RuleCheck(regional, queues, provider).findings());
    }
  }

  /// The stack itself, and what belongs to it: how log files come in, functions and alarms.
  void examineStack(Region region, DeployedStack stack) {
    examine(
        "stack", region.id(), () -> new StackCheck(region.id(), stack, "template.yaml").findings());
    try (var regional = Regional.in(region)) {
      if (stack.outputs().containsKey("LogFileQueueArn")) {
        var queues = new QueueCheck(regional, clock);
        var rules = new RuleCheck(regional, queues, provider);
        examine(
            "log files",
            region.id(),
            () -> new LogFilesCheck(regional, queues, rules, stack).findings());
      }
      examine("function", region.id(), () -> new FunctionsCheck(regional, stack).findings());
      examine(
          "alarm",
          region.id(),
          () -> new AlarmsCheck(regional, stack, "docs/operations.md#alarms").findings());
    }
  }

  /// The stack of template-athena.yaml: its tables, the trail that they read, and the lake.
  void examineAthena(Region region, DeployedStack stack) {
    examine(
        "stack",
        region.id(),
        () -> new StackCheck(region.id(), stack, "template-athena.yaml").findings());
    try (var stacks = CloudFormationClient.builder().region(region).build();
        var regional = Regional.in(region)) {
      examine(
          "catalog", region.id(), () -> new CatalogCheck(stacks, region.id(), stack).findings());
      examine("trail", region.id(), () -> new TrailFoldersCheck(regional, stack, clock).findings());
      // A stack that was rolled back has none, and the catalog's findings say so.
      if (stack.outputs().containsKey("BucketName")) {
        examine("lake", region.id(), () -> new LakeCheck(regional, stack).findings());
      }
      examine(
          "alarm",
          region.id(),
          () -> new AlarmsCheck(regional, stack, "docs/athena.md#the-lake").findings());
    }
  }

  /// The session index.
  void examineTable(DynamoDbClient dynamo, String table) {
    var region = dynamo.serviceClientConfiguration().region().id();
    examine("sessions", region, () -> new SessionsCheck(dynamo, table, names, clock).findings());
  }

  private void examine(String check, String region, Supplier<List<Finding>> examination) {
    Finding.of(check, region, examination).stream().filter(told::add).forEach(findings);
  }
}
