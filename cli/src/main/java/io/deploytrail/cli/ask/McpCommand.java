package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.QuestionServer;
import io.deploytrail.questions.QuestionServer.Response;
import io.deploytrail.questions.QuestionServer.Served;
import io.deploytrail.questions.Questions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The questions as an agent's tools. What speaks its protocol is a [QuestionServer], in a module
/// of its own.
///
/// Each question opens its source anew, as a command does: what was indexed meanwhile is known, and
/// a question that fails is followed by others.
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description =
        "The questions as tools of an agent: a server of the Model Context Protocol on standard input and output, read-only.",
    footer = {
      "",
      "An agent's program starts it, such as: deploytrail mcp --table <SessionsTableName> --region us-east-1",
      "It asks the index of the folder that it is started in, and opens no port.",
      "Exit codes: 0 the input ended, 2 wrong usage, 3 DeployTrail itself failed.",
    })
final class McpCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Function<RuntimeException, String> failures;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /// `failures` says in one line why a question has no answer.
  McpCommand(Terminal terminal, Function<RuntimeException, String> failures) {
    this.terminal = terminal;
    this.failures = failures;
  }

  @Override
  public Integer call() {
    var server =
        ServiceLoader.load(QuestionServer.class)
            .findFirst()
            .orElseThrow(() ->
                new InvalidInputException(
                    "the module mcp is not on the class path; the launcher of a checkout, ./deploytrail mcp, builds and adds it"));
    // A template that is none is wrong usage, and no tool's error.
    configuration.settings().configuration();
    var line = spec.commandLine();
    if (terminal.isOutput()) {
      line.getErr().println("waiting for an agent's program on standard input; Ctrl-D ends it");
    }
    // What is printed by a library must not stand between the messages.
    System.setOut(System.err);
    server.serve(
        new Served(Home.version(), source.isOnAws(), question -> ask(question, line.getErr())),
        System.in,
        line.getOut());
    return ExitCodes.ANSWERED;
  }

  private Response ask(Question question, PrintWriter err) {
    var notes = new StringWriter();
    try {
      return answered(question, new PrintWriter(notes, true), notes);
    } catch (RuntimeException e) {
      return new Response.Failed(Terminal.safe(failures.apply(e)));
    } finally {
      err.print(notes);
      err.flush();
    }
  }

  private Response answered(Question question, PrintWriter noted, StringWriter notes) {
    var known = source.configuration(configuration, noted);
    if (question instanceof Question.Explain explain) {
      // A name alone is read: neither an index nor AWS is needed.
      return new Response.Answered(Questions.explain(explain, known), List.of());
    }
    return source.asking(
        known,
        noted,
        asked -> {
          var answer = asked.questions().answer(question);
          empty(question, answer, asked).forEach(noted::println);
          return new Response.Answered(answer, notes.toString().lines().distinct().toList());
        });
  }

  /// What an empty list means.
  private static List<String> empty(Question question, Answer answer, Source asked) {
    return answer instanceof Answer.Listing<?> page && !page.isAnswered() && page.next().isEmpty()
        ? List.of(Terminal.safe(EmptyList.sentence(question, page.searched(), asked.reach().get())))
        : List.of();
  }
}
