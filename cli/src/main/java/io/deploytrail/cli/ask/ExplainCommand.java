package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.desk.DeskFolder;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What does this session name say?
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "What a session name says, template by template. Reads the name alone: nothing of it is proven.",
    footer = {
      "",
      "  deploytrail explain pulumi-loca-test-nocode-dev-806bf21f-444f-4825-a80c-afd12cd2526a",
      "  deploytrail explain web-prod-41 --template '$${project.name}-$${stack.name}-$${deployment.version}'",
    })
final class ExplainCommand extends QuestionCommand {
  @Parameters(paramLabel = "<session name>", description = "The role session name.")
  private String name = "";

  ExplainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Reply ask(ConfigurationOptions options, AskedTime times, PrintWriter err) {
    var configuration = DeskFolder.current().configuration(options.settings(), err);
    return new Reply(Questions.explain(new Question.Explain(name), configuration), List.of());
  }
}
