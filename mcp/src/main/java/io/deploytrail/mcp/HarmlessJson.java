package io.deploytrail.mcp;

import io.deploytrail.aws.LogText;
import java.util.stream.Collectors;

/// JSON that says the same without a sign that does something: control and formatting characters
/// (changes of direction, what is drawn as nothing) stand in strings only, and there as escapes.
final class HarmlessJson {
  private HarmlessJson() {}

  static String of(Object json) {
    var text = json.toString();
    if (text.codePoints().noneMatch(LogText::isEscaped)) {
      return text;
    }
    return text.codePoints()
        .mapToObj(point -> LogText.isEscaped(point) ? escaped(point) : Character.toString(point))
        .collect(Collectors.joining());
  }

  private static String escaped(int point) {
    return Character.toString(point)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }
}
