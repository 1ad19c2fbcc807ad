package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Handle;
import io.deploytrail.questions.NameSuggestions;
import io.deploytrail.questions.Question;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
      "  deploytrail who acme/web/prod@41                          its sessions",
      "  deploytrail who - < record.json",
      "",
      "Exit codes: 0 answered, 1 not Pulumi or not known (NONE), 2 wrong usage or unreadable input, 3 DeployTrail itself failed.",
    })
final class WhoCommand extends QuestionCommand {
  @Parameters(
      paramLabel = "<handle | ->",
      description = {
        "The call's event id, its access key id, its caller's ARN (with --at), or - for a record on stdin;",
        "or a deployment, as calls takes it: its sessions are the answer."
      })
  private String call = "";

  @Mixin private final AtOption at = new AtOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final SourceOptions source = new SourceOptions();

  WhoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Reply ask(ConfigurationOptions options, AskedTime times, PrintWriter err) {
    var question = question(times);
    var configuration = source.configuration(options, err);
    return source.asking(configuration, err, asked -> reply(asked, question, times));
  }

  private Reply reply(Source asked, Question question, AskedTime times) {
    var answer = asked.questions().answer(question);
    var empty =
        new EmptyList(
            asked, times, NextCommand.typed(spec.commandLine().getParseResult(), source.isOnAws()));
    return switch (answer) {
      case Answer.WhoAnswer who ->
          new Reply(who, NameSuggestions.of(root(who), asked.configuration()).sentences());
      case Answer.DeploymentList list when !list.isAnswered() ->
          new Reply(list, empty.notes(question, list));
      case Answer.UnknownEvent unknown ->
          new Reply(unknown, empty.notes("no record with this event id is known", question));
      default -> new Reply(answer, List.of());
    };
  }

  /// The session at the top of the chain, if its issuance is known.
  private static List<Root> root(Answer.WhoAnswer who) {
    var chain = who.attribution().origin().chain();
    return !chain.isEmpty() && chain.getLast() instanceof Root root ? List.of(root) : List.of();
  }

  private Question question(AskedTime times) {
    return call.equals("-")
        ? new Question.WhoMadeRecord(new RecordOnInput(System.in).read())
        : Question.who(Handle.parse(call, at.time(times)));
  }
}
