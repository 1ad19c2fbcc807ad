package io.deploytrail.cli.ask;

import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.NameSuggestions;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Scope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which deployments ran?
@Command(
    name = "deployments",
    mixinStandardHelpOptions = true,
    description = "Which deployments ran, newest first.",
    footer = {
      "",
      "  deploytrail deployments                                  the last 7 days",
      "  deploytrail deployments acme/web/prod --from 2026-11-01",
      "",
      "Pulumi's other sessions (ESC environments, the organization's own key) are only counted, on stderr, without --all-sessions.",
      "--from counts from the time of the records: for old log files, name the days.",
      "Exit codes: 0 some ran, 1 none, 2 wrong usage, 3 DeployTrail itself failed.",
    })
final class DeploymentsCommand extends ListCommand<Answer.RanDeployment> {
  @Parameters(
      arity = "0..1",
      paramLabel = "<organization>[/<project>[/<stack>]]",
      description = "Only of this organization, project or stack.")
  private @Nullable String scope;

  @Option(
      names = "--all-sessions",
      description =
          "The sessions too that belong to no deployment: of ESC environments, of the organization's own key.")
  private boolean allSessions;

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      description = "Only those of this verdict: DEPLOYMENT, STACK, ENVIRONMENT or PULUMI.")
  private @Nullable Verdict verdict;

  @Mixin private final PeriodOptions period = new PeriodOptions();

  DeploymentsCommand(Terminal terminal) {
    super(terminal, Answer.DeploymentList.class, AnswerColumns.DEPLOYMENTS);
  }

  @Override
  Question question(AskedTime times, Optional<String> after) {
    var within = scope == null ? Scope.EVERYTHING : Scope.parse(scope);
    return new Question.Deployments(
        within,
        period.period(times),
        allSessions,
        inPlace().of(Optional.ofNullable(verdict)),
        after);
  }

  @Override
  Optional<NextCommand> next(Answer.RanDeployment first) {
    return Optional.of(typed().asking("calls", first.handle()));
  }

  /// Which template would read the names of stacks whose deployments are not told apart.
  @Override
  List<String> advice(List<Answer.RanDeployment> items, Configuration configuration) {
    var roots =
        items.stream()
            .filter(ran -> !ran.deployment().isOne())
            .flatMap(ran -> ran.sessions().stream())
            .filter(Root.class::isInstance)
            .map(Root.class::cast)
            .toList();
    return NameSuggestions.of(roots, configuration).sentences();
  }
}
