package io.deploytrail.cli.output;

import io.deploytrail.attribution.Confidence;
import io.deploytrail.attribution.Verdict;

/// The colors of verdicts and confidences on a terminal: green for what is known for certain,
/// yellow for what is not, red for what somebody should look at. The words say the same.
enum Palette {
  RED(31),
  GREEN(32),
  YELLOW(33),
  CYAN(36),
  GRAY(90);

  private final int code;

  Palette(int code) {
    this.code = code;
  }

  static String painted(Verdict verdict) {
    var color =
        switch (verdict) {
          case DEPLOYMENT -> GREEN;
          case STACK, ENVIRONMENT, PULUMI -> CYAN;
          case AMBIGUOUS -> YELLOW;
          case SUSPECT -> RED;
          case NONE -> GRAY;
        };
    return color.paint(verdict.name());
  }

  static String painted(Confidence confidence) {
    var color =
        switch (confidence) {
          case PROVEN -> GREEN;
          case STATED, INFERRED -> YELLOW;
        };
    return color.paint(confidence.name());
  }

  /// What stands in a column of a table.
  static String painted(String column, String text) {
    return switch (column) {
      case "verdict" -> painted(Verdict.valueOf(text));
      case "confidence" -> painted(Confidence.valueOf(text));
      default -> text;
    };
  }

  /// Text that leads to that address (OSC 8).
  static String linked(String text, String address) {
    return "\u001b]8;;" + address + "\u001b\\" + text + "\u001b]8;;\u001b\\";
  }

  private String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
