package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.Settings;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.NameSuggestions;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Who made this call?
@Command(
    name = "who",
    mixinStandardHelpOptions = true,
    description = "Which deployment made this call, with the evidence.",
    footer = {
      "",
      "  deploytrail who 0f4b1a5c-6a86-4f5e-9a9b-0c6f2f1c7d11",
      "  deploytrail who ASIAIOSFODNN7EXAMPLE --at 2026-11-20T09:30:00Z",
      "  deploytrail who arn:aws:sts::111122223333:assumed-role/deploy/pulumi --at 2026-11-20T09:30:00Z",
      "  deploytrail who - < record.json",
      "",
      "Exit codes: 0 answered, 1 not Pulumi or not known (NONE), 2 wrong usage or unreadable input, 3 DeployTrail itself failed.",
    })
final class WhoCommand extends QuestionCommand {
  @Parameters(
      paramLabel = "<event id | access key id | assumed-role ARN | ->",
      description =
          "The call's event id, its access key id, its caller's ARN (with --at), or - for a record on stdin.")
  private String call = "";

  @Option(
      names = "--at",
      paramLabel = "<time>",
      description = "When, for an access key id or ARN: 2026-11-20T09:30:00Z.")
  private @Nullable String at;

  @Mixin private final SourceOptions source = new SourceOptions();

  WhoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Reply ask(Settings settings, PrintWriter err) {
    var question = question();
    var configuration = source.configuration(settings, err);
    var answer = source.asking(configuration, err, questions -> questions.answer(question));
    var advice =
        answer instanceof Answer.WhoAnswer who
            ? NameSuggestions.of(root(who), configuration).sentences()
            : List.<String>of();
    return new Reply(answer, advice);
  }

  /// The session at the top of the chain, if its issuance is known.
  private static List<Root> root(Answer.WhoAnswer who) {
    var chain = who.attribution().origin().chain();
    return !chain.isEmpty() && chain.getLast() instanceof Root root ? List.of(root) : List.of();
  }

  private Question question() {
    var time = Optional.ofNullable(at).map(text -> Period.instant("--at", text, false));
    if (call.equals("-")) {
      return new Question.WhoMadeRecord(new RecordOnInput(System.in).read());
    }
    if (call.startsWith("arn:")) {
      return new Question.WhoIsPrincipal(
          call,
          time.orElseThrow(() ->
              new InvalidQuestionException(
                  "an assumed-role ARN needs a time: --at 2026-11-20T09:30:00Z")));
    }
    if (call.startsWith("ASIA") || call.startsWith("AKIA")) {
      return Question.WhoHasAccessKey.of(call, time.stream().toList());
    }
    return new Question.WhoMadeEvent(call);
  }
}
