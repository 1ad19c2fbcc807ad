package io.deploytrail.integration.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page in Markdown; `lines` are those outside of blocks of code.
record MarkdownPage(Path file, List<String> lines, List<String> blocks) {
  private static final Pattern TARGET =
      Pattern.compile("\\]\\((\\S+?)\\)|^\\[[^\\]]+\\]: (\\S+)$", Pattern.MULTILINE);
  private static final Pattern REFERENCE = Pattern.compile("\\[([\\w-]+)\\](?![(:\\[])");
  private static final Pattern DEFINITION =
      Pattern.compile("^\\[([^\\]]+)\\]: ", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))[#`]");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

  static MarkdownPage read(Path file) {
    var lines = new ArrayList<String>();
    var blocks = new ArrayList<String>();
    var block = new StringBuilder();
    var isCode = false;
    try {
      for (var line : Files.readAllLines(file)) {
        if (line.stripLeading().startsWith("```")) {
          if (isCode) {
            blocks.add(block.toString());
          }
          block.setLength(0);
          isCode = !isCode;
          continue;
        }
        if (isCode) {
          block.append(line).append('\n');
        } else {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MarkdownPage(file, List.copyOf(lines), List.copyOf(blocks));
  }

  Stream<String> titles() {
    return lines.stream().filter(line -> line.startsWith("# "));
  }

  /// Where its links and pictures lead, but for other hosts.
  Stream<String> targets() {
    return TARGET
        .matcher(text())
        .results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .filter(target -> !target.matches("[a-z]+:.*"));
  }

  /// The names of links that stand below the text, and were not found there.
  Set<String> undefinedReferences() {
    var names = found(REFERENCE);
    names.removeAll(found(DEFINITION));
    return names;
  }

  /// The tests that it names.
  List<String> tests() {
    return TEST.matcher(text()).results().map(name -> name.group(1)).toList();
  }

  /// What a link may name behind `#`: the headings, as code hosts spell them.
  Set<String> anchors() {
    return lines.stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  String text() {
    return String.join("\n", lines);
  }

  private Set<String> found(Pattern pattern) {
    Matcher matcher = pattern.matcher(INLINE_CODE.matcher(text()).replaceAll(""));
    return matcher.results().map(name -> name.group(1)).collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return "" + file.getFileName();
  }
}
