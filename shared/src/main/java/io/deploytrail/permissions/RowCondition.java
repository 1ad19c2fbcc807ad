package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Activity;

/// What a call must show for an action of a row to be asked for.
///
/// `field:<name>` is a field that is named, `key` a KMS key that is, `readOnly` a call that only
/// reads.
record RowCondition(String text, boolean holds) {
  static final RowCondition ALWAYS = new RowCondition("", true);

  private static final String FIELD = "field:";
  private static final String KEY = "key";
  private static final String READ_ONLY = "readOnly";

  RowCondition {
    requireNonNull(text, "text");
  }

  static RowCondition of(String text) {
    if (!text.startsWith(FIELD) && !text.equals(KEY) && !text.equals(READ_ONLY)) {
      throw new IllegalStateException("call-actions.txt: not a condition: " + text);
    }
    return new RowCondition(text, true);
  }

  RowCondition negated() {
    return new RowCondition(text, !holds);
  }

  boolean isMetBy(Activity activity, boolean namesKey) {
    return text.isEmpty() || isTrue(activity, namesKey) == holds;
  }

  private boolean isTrue(Activity activity, boolean namesKey) {
    return switch (text) {
      case KEY -> namesKey;
      case READ_ONLY -> activity.readOnly();
      default ->
          activity.mentions().stream()
              .anyMatch(mention -> mention.field().equals(text.substring(FIELD.length())));
    };
  }
}
