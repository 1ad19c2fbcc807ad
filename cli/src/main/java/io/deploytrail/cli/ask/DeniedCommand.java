package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.trust.refusal.ErrorText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What was refused, and why?
@Command(
    name = "denied",
    mixinStandardHelpOptions = true,
    description =
        "Which deployments AWS refused a session, newest first; retries of one cause are one entry. With --explain, why.",
    footer = {
      "",
      "  deploytrail denied --from 2026-11-01",
      "  deploytrail denied --explain --since 7d                    each with its cause",
      "  deploytrail denied --explain - --policy role.json < record.json",
      "  deploytrail denied --explain --read-iam --since 7d         by what IAM holds now, too",
      "  deploytrail denied --explain --error 'Not authorized to perform sts:AssumeRoleWithWebIdentity'",
      "",
      "Exit codes: 0 some were refused, 1 none, 2 wrong usage, 3 DeployTrail itself failed."
    })
final class DeniedCommand extends ListCommand<Answer.Refusal> {
  @Option(
      names = "--explain",
      description =
          "Why each was refused, as far as the role's policy is known: from IAM's own records in the index, or by --read-iam or --policy.")
  private boolean explain;

  @Parameters(
      arity = "0..1",
      paramLabel = "<record: ->",
      description = "With --explain: the record of one refusal on stdin.")
  private @Nullable String record;

  @Option(
      names = "--error",
      paramLabel = "<text>",
      description = "With --explain: what a text of Pulumi's log says, where there is no record.")
  private @Nullable String error;

  @Mixin private final PolicyOption policy = new PolicyOption();

  @Mixin private final ReadIamOption iam = new ReadIamOption();

  @Mixin private final PeriodOptions period = new PeriodOptions();

  DeniedCommand(Terminal terminal) {
    super(terminal, Answer.DeniedList.class, AnswerColumns.DENIED);
  }

  @Override
  public Integer call() {
    var isAtHand = policy.isGiven() || iam.isGiven();
    if (!explain && (record != null || error != null || isAtHand)) {
      throw new InvalidInputException(
          "a record, --error, --policy and --read-iam go with --explain");
    }
    if (policy.isGiven() && iam.isGiven()) {
      throw new InvalidInputException(
          "--policy and --read-iam are two sources of one policy: one of them was expected");
    }
    if (record != null && !record.equals("-")) {
      throw new InvalidInputException(
          "- was expected, for a record on standard input, not " + record);
    }
    if (error == null) {
      return super.call();
    }
    if (record != null || isAtHand) {
      throw new InvalidInputException("--error takes neither a record nor a policy");
    }
    var said = new Answer.TriedToken(new ErrorText(error).answer(Optional.empty()));
    print(said);
    return said.isAnswered() ? ExitCodes.ANSWERED : ExitCodes.NO_ANSWER;
  }

  @Override
  boolean needsIndex() {
    return record == null;
  }

  @Override
  Questions questions(Source asked, SourceOptions source) {
    return iam.questions(asked, source);
  }

  @Override
  Question question(AskedTime times, Optional<String> after) {
    var given = explain ? Optional.of(policy.given()) : Optional.<GivenPolicies>empty();
    return record == null
        ? new Question.Denied(period.period(times), inPlace(), given, after)
        : Question.DeniedRecord.of(
            new RecordOnInput(System.in).read(), given.orElse(GivenPolicies.NONE));
  }

  /// Of one refusal, the sentences; a list names the causes alone.
  @Override
  List<String> advice(List<Answer.Refusal> items, Configuration configuration) {
    if (items.size() != 1) {
      return List.of();
    }
    return items.getFirst().explained().stream()
        .flatMap(why ->
            Stream.of(
                    why.evidence().stream().map("- "::concat),
                    why.notDecided().stream().map("not decided: "::concat),
                    why.fix().stream().map("fix: "::concat))
                .flatMap(texts -> texts))
        .toList();
  }
}
