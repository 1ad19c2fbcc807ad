package io.deploytrail.permissions.policy;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/// The smallest texts of a set, at most so many; and whether there were more. Both are the same
/// whatever the order in which the texts come.
final class BoundedTexts {
  private final int most;
  private final TreeSet<String> texts = new TreeSet<>();
  private boolean areMore;

  BoundedTexts(int most) {
    this.most = most;
  }

  void add(String text) {
    if (texts.size() == most && text.compareTo(texts.last()) > 0) {
      areMore = true;
      return;
    }
    texts.add(text);
    if (texts.size() > most) {
      texts.pollLast();
      areMore = true;
    }
  }

  void addAll(BoundedTexts others) {
    addAll(others.texts);
    areMore |= others.areMore;
  }

  void addAll(Collection<String> others) {
    others.forEach(this::add);
  }

  SortedSet<String> texts() {
    return texts;
  }

  boolean areMore() {
    return areMore;
  }
}
