package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.output.LeastPrivilegeOutput;
import io.deploytrail.permissions.identity.IdentityPolicy;
import io.deploytrail.permissions.identity.IdentityPolicyFile;
import io.deploytrail.permissions.identity.UnreadableIdentityPolicyException;
import io.deploytrail.permissions.policy.PolicyComparison;
import io.deploytrail.permissions.policy.PolicySplit;
import io.deploytrail.questions.LeastPrivilegeAnswer;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.WantedPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What does a stack need of IAM?
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description =
        "What a stack needs of IAM: the policies that allow what its runs called, one for runs that only read and one for those that write, and the actions and resources they are made of.",
    footer = {
      "",
      "  deploytrail policy acme/web/prod                           what it needs, and why",
      "  deploytrail policy acme/web/prod --format policy           the documents alone",
      "  deploytrail policy acme/web/prod --operation preview --since 30d",
      "  deploytrail policy acme/web/prod --check attached.json     exit code 1 if that lacks something",
      "  deploytrail policy acme/web/prod --diff attached.json      and what of it was not seen",
      "",
      "Exit codes: 0 answered, 1 nothing is known or --check found something lacking, 2 wrong usage, 3 DeployTrail itself failed."
    })
final class PolicyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "<organization>/<project>/<stack>",
      description = "The stack, as Pulumi signs it.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String stack;

  @Option(
      names = "--operation",
      paramLabel = "<name>",
      description =
          "Only by runs of this operation: update, preview, refresh, destroy, detect-drift, remediate-drift (repeatable).")
  private Set<String> operations = new LinkedHashSet<>();

  @Option(
      names = "--by-operation",
      description = "A policy for each operation, in place of read and write.")
  private boolean byOperation;

  @Option(
      names = "--with-counterparts",
      description =
          "With what undoes and reads back what the stack made, so that it can be destroyed and refreshed.")
  private boolean withCounterparts;

  @Option(
      names = "--with-refused",
      description =
          "With what AWS refused. A stack can be made to ask for anything: read the actions first.")
  private boolean withRefused;

  @Option(
      names = "--check",
      paramLabel = "<file>",
      description =
          "A policy, or what aws iam get-policy-version or get-role-policy prints: exit code 1 if it lacks what the stack used.")
  private @Nullable Path checked;

  @Option(
      names = "--diff",
      paramLabel = "<file>",
      description = "The same, and what it grants that was not seen. Not seen is not unused.")
  private @Nullable Path compared;

  @Mixin private final QuarterOptions quarter = new QuarterOptions();

  @Mixin private final LeastPrivilegeOutput output = new LeastPrivilegeOutput();
  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  PolicyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var question = question();
    var answer =
        source.asking(
            source.configuration(configuration, err),
            err,
            from -> from.questions().answer(question));
    if (!(answer instanceof LeastPrivilegeAnswer needed)) {
      throw new IllegalStateException("a policy was asked for, and the answer is " + answer);
    }
    output.print(needed, spec.commandLine().getOut(), err, terminal);
    if (!needed.isAnswered()) {
      err.println(
          "nothing is known that %s called from %s to %s"
              .formatted(question.stack(), question.period().from(), question.period().to()));
      err.println("next: deploytrail deployments " + question.stack() + " --from 400d");
      return ExitCodes.NO_ANSWER;
    }
    return checked == null || needed.comparison().map(PolicyComparison::isSufficient).orElse(true)
        ? ExitCodes.ANSWERED
        : ExitCodes.NO_ANSWER;
  }

  private Question.LeastPrivilege question() {
    return new Question.LeastPrivilege(
        Question.LeastPrivilege.stack(stack),
        quarter.period(configuration.times()),
        new WantedPolicies(
            operations,
            byOperation ? PolicySplit.BY_OPERATION : PolicySplit.READ_AND_WRITE,
            withCounterparts,
            withRefused,
            given()));
  }

  private Optional<IdentityPolicy> given() {
    if (checked != null && compared != null) {
      throw new InvalidInputException(
          "--check and --diff compare one policy: one of them was expected");
    }
    return Optional.ofNullable(checked)
        .or(() -> Optional.ofNullable(compared))
        .map(PolicyCommand::read);
  }

  private static IdentityPolicy read(Path file) {
    try {
      return IdentityPolicyFile.read(Files.readString(file));
    } catch (UnreadableIdentityPolicyException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new InvalidInputException(
          "a file with an identity policy was expected; "
              + file
              + " cannot be read: "
              + e.getMessage());
    }
  }
}
