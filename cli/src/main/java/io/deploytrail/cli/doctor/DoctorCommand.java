package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.doctor.Finding.State;
import io.deploytrail.cli.output.Columns;
import io.deploytrail.cli.output.Format;
import io.deploytrail.questions.Configuration;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Why is my index empty?
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Why is my index empty? Looks at each station of a record's way to it, and names the next step where one is not sound.",
      "Changes nothing; docs/operations.md has the permissions that it needs."
    },
    footer = {
      "",
      "  deploytrail doctor --stack deploytrail --region us-east-1",
      "  deploytrail doctor --stack deploytrail --region us-east-1 --member-region eu-central-1",
      "  deploytrail doctor --athena-stack deploytrail-athena --region us-east-1",
      "  deploytrail doctor --table <SessionsTableName> --region us-east-1 --organization acme",
      "",
      "Exit codes: 0 all is sound (perhaps with advice), 1 something is not, 2 not everything could be looked at, 3 DeployTrail itself failed.",
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Columns<Finding> COLUMNS =
      Columns.<Finding>none()
          .with("check", Finding::check)
          .with("region", Finding::region)
          .with("state", finding -> finding.state().name())
          .with("found", Finding::found)
          .with("next", Finding::next);

  private final Terminal terminal;

  @Option(
      names = "--stack",
      paramLabel = "<stack>",
      description =
          "The CloudFormation stack of template.yaml: it says its table, organizations, templates and provider, and what else belongs to it is looked at too.")
  private @Nullable String stack;

  @Option(
      names = "--table",
      paramLabel = "<name>",
      description = "Without --stack, the session index (output SessionsTableName of the stack).")
  private @Nullable String table;

  @Option(
      names = "--athena-stack",
      paramLabel = "<stack>",
      description =
          "Instead, the CloudFormation stack of template-athena.yaml: its tables, the trail that they read, and the lake are looked at.")
  private @Nullable String athenaStack;

  @Option(
      names = "--region",
      paramLabel = "<region>",
      description = "The stack's Region (default: the credentials' own).")
  private @Nullable String region;

  @Option(
      names = "--member-region",
      paramLabel = "<region>",
      description = "A Region that forwards to the home stack; repeatable.")
  private List<String> memberRegions = new ArrayList<>();

  @Option(
      names = "--organization",
      paramLabel = "<name>",
      description =
          "A Pulumi organization that deploys here, letter by letter; repeatable (default: those of --stack).")
  private List<String> organizations = new ArrayList<>();

  @Option(
      names = "--template",
      paramLabel = "<template>",
      description =
          "A session-name template of the stack (parameter SessionNameTemplates); repeatable (default: those of --stack).")
  private List<String> templates = new ArrayList<>();

  @Option(
      names = "--provider",
      paramLabel = "<name>",
      description =
          "Pulumi's OIDC provider as IAM names it (default: that of --stack, else api.pulumi.com/oidc).")
  private @Nullable String provider;

  @Mixin private final Format.Choice format = new Format.Choice();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (Stream.of(stack, table, athenaStack).filter(Objects::nonNull).count() != 1) {
      throw new InvalidInputException(
          "one of --stack, --table and --athena-stack says where to look: --stack deploytrail");
    }
    var states = EnumSet.noneOf(State.class);
    var out = spec.commandLine().getOut();
    var chosen = format.on(terminal);
    if (chosen == Format.TABLE) {
      var folding = Lines.foldingOutput(out, terminal);
      examine(finding -> print(finding, folding), states);
      folding.flush();
    } else {
      try (var rows = chosen.rows(out, COLUMNS, DoctorCommand::json)) {
        examine(rows::write, states);
      }
    }
    return exitCode(states);
  }

  private void examine(Consumer<Finding> writer, Set<State> states) {
    var dynamo = DynamoDbClient.builder();
    if (region != null) {
      dynamo.region(Region.of(region));
    }
    try (var client = dynamo.build()) {
      var home = client.serviceClientConfiguration().region();
      Consumer<Finding> findings =
          finding -> {
            states.add(finding.state());
            writer.accept(finding);
          };
      var deployed = Optional.ofNullable(stack).flatMap(name -> described(name, home, findings));
      var doctor = doctor(deployed, findings);
      if (athenaStack != null) {
        described(athenaStack, home, findings)
            .ifPresent(athena -> doctor.examineAthena(home, ofAthena(athena)));
        return;
      }
      var sessions =
          deployed
              .map(found -> found.output("SessionsTableName"))
              .or(() -> Optional.ofNullable(table));
      doctor.examineAccount(home);
      doctor.examineRegion(home);
      deployed.ifPresent(found -> doctor.examineStack(home, found));
      memberRegions.forEach(member -> doctor.examineRegion(Region.of(member)));
      sessions.ifPresent(name -> doctor.examineTable(client, name));
    }
  }

  /// Empty where AWS did not let us look, which is told: Region and account can be looked at.
  private static Optional<DeployedStack> described(
      String name, Region home, Consumer<Finding> findings) {
    try {
      return Optional.of(
          ask(
              "cloudformation:DescribeStacks",
              "arn:*:cloudformation:%s:*:stack/%s/*".formatted(home, name),
              () -> DeployedStack.describe(name, client -> client.region(home))));
    } catch (DeniedRequestException denied) {
      findings.accept(Finding.notChecked("stack", home.id(), denied));
      return Optional.empty();
    }
  }

  private static DeployedStack ofAthena(DeployedStack stack) {
    if (!stack.parameters().containsKey("Accounts")) {
      throw new InvalidInputException(
          "stack %s has no parameter Accounts: it is no stack of template-athena.yaml; --stack is for one of template.yaml"
              .formatted(stack.name()));
    }
    return stack;
  }

  private Doctor doctor(Optional<DeployedStack> deployed, Consumer<Finding> findings) {
    var issuer =
        Optional.ofNullable(provider)
            .or(() -> of(deployed, "Provider").stream().findFirst())
            .orElse("api.pulumi.com/oidc");
    var owners = organizations.isEmpty() ? of(deployed, "Organizations") : organizations;
    var names = templates.isEmpty() ? of(deployed, "SessionNameTemplates") : templates;
    return new Doctor(
        issuer,
        owners,
        Configuration.of(names, owners, List.of(issuer)),
        Clock.systemUTC(),
        findings);
  }

  private static List<String> of(Optional<DeployedStack> deployed, String parameter) {
    return deployed.map(found -> found.list(parameter)).orElse(List.of());
  }

  private static int exitCode(Set<State> states) {
    if (states.contains(State.PROBLEM)) {
      return ExitCodes.NO_ANSWER;
    }
    return states.contains(State.NOT_CHECKED) ? ExitCodes.FAILED : ExitCodes.ANSWERED;
  }

  /// A line for what was found, and one below for the next step: it is to be copied whole.
  private static void print(Finding finding, PrintWriter out) {
    var state = finding.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    out.print(
        "%-11s  %-12s  %-14s  %s%n"
            .formatted(state, finding.check(), finding.region(), Terminal.safe(finding.found())));
    if (!finding.next().isEmpty()) {
      out.print("%-11s  next: %s%n".formatted("", Terminal.safe(finding.next())));
    }
    out.flush();
  }

  private static String json(Finding finding) {
    var fields = new LinkedHashMap<>(Map.of("check", finding.check()));
    fields.put("region", finding.region());
    fields.put("state", finding.state().name());
    fields.put("found", finding.found());
    if (!finding.next().isEmpty()) {
      fields.put("next", finding.next());
    }
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
