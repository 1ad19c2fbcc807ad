package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.regex.Pattern;

/// The commands that DeployTrail prints for its reader to type.
final class NextCommands {
  private static final String MARK = "next: ";
  private static final Pattern WORD = Pattern.compile("'((?:[^']|'\\\\'')*)'|(\\S+)");

  private NextCommands() {}

  /// The first one in what was printed.
  static String in(String printed) {
    return printed
        .lines()
        // A terminal's line is wiped before a note is printed.
        .map(line -> line.replace("\r\u001b[K", ""))
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.substring(MARK.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no next command in: " + printed));
  }

  /// The words of a command as a shell would take them, without the program's name.
  static String[] words(String command) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(
          matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replace("'\\''", "'"));
    }
    assertThat(words.removeFirst()).isEqualTo("deploytrail");
    return words.toArray(String[]::new);
  }
}
