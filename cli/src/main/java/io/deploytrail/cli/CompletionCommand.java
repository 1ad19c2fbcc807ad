package io.deploytrail.cli;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Has bash and zsh complete commands and options.
///
/// Writes one script, and one line into the file that the shell reads when it starts; neither over
/// what it did not write itself.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Have bash and zsh complete commands and options.",
    footer = {"", "  deploytrail completion install", "  source <(deploytrail completion print)"})
final class CompletionCommand implements Runnable {
  private static final String MARK =
      "# Written by `deploytrail completion install`, which writes it anew when it is run again.";

  private final Map<String, String> environment;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  enum Shell {
    BASH,
    ZSH
  }

  CompletionCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "install or print was expected, such as: deploytrail completion install");
  }

  @Command(
      name = "print",
      mixinStandardHelpOptions = true,
      description = "Print the script, which is one for both shells.")
  int print() {
    out().print(script());
    return ExitCodes.ANSWERED;
  }

  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      description =
          "Write the script, have the shell read it when it starts, and say what was written.")
  int install(
      @Option(
              names = "--shell",
              paramLabel = "bash|zsh",
              description = "Which shell (default: the one of the variable SHELL).")
          @Nullable Shell shell) {
    var startup = startup(shell == null ? shellOfUser() : shell);
    var file =
        folder("XDG_DATA_HOME", ".local/share").resolve("deploytrail").resolve("completion.bash");
    try {
      out().println(file + ": " + writeScript(file));
      out().println(startup + ": " + addLine(startup, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out().println("New shells complete deploytrail; this one does after: source " + quoted(file));
    return ExitCodes.ANSWERED;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private String script() {
    return AutoComplete.bash("deploytrail", spec.root().commandLine());
  }

  private Shell shellOfUser() {
    var shell = environment.getOrDefault("SHELL", "");
    return switch (shell.substring(shell.lastIndexOf('/') + 1)) {
      case "bash" -> Shell.BASH;
      case "zsh" -> Shell.ZSH;
      default ->
          throw new InvalidInputException(
              "bash or zsh was expected in the variable SHELL, not '%s'; say --shell bash or --shell zsh"
                  .formatted(shell));
    };
  }

  private Path startup(Shell shell) {
    return switch (shell) {
      case BASH -> folder("HOME", "").resolve(".bashrc");
      case ZSH -> folder("ZDOTDIR", "").resolve(".zshrc");
    };
  }

  /// The folder in that variable, or else one below `HOME`.
  private Path folder(String variable, String belowHome) {
    var folder = environment.getOrDefault(variable, "");
    var home = environment.getOrDefault("HOME", "");
    if (folder.isEmpty() && home.isEmpty()) {
      throw new InvalidInputException(
          "HOME is not set; say HOME=<folder> deploytrail completion …");
    }
    return folder.isEmpty() ? Path.of(home).resolve(belowHome) : Path.of(folder);
  }

  private String writeScript(Path file) throws IOException {
    var text = MARK + "\n" + script();
    var before = Files.exists(file) ? Files.readString(file) : "";
    if (before.equals(text)) {
      return "is as it was written before";
    }
    if (Files.exists(file) && !before.startsWith(MARK)) {
      throw new InvalidInputException(
          file + " was not written by deploytrail, and is left as it is; move it away");
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return "written";
  }

  private static String addLine(Path startup, Path script) throws IOException {
    var line = "if [ -r %1$s ]; then . %1$s; fi # deploytrail completion".formatted(quoted(script));
    var before = Files.exists(startup) ? Files.readString(startup) : "";
    if (before.lines().anyMatch(line::equals)) {
      return "has the line already";
    }
    var isOpen = !before.isEmpty() && !before.endsWith("\n");
    Files.writeString(
        startup,
        (isOpen ? "\n" : "") + line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return "added a line that reads it";
  }

  private static String quoted(Path file) {
    return "'" + file.toString().replace("'", "'\\''") + "'";
  }
}
