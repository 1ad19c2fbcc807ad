package io.deploytrail.mcp;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a list goes on: behind so many items of the page that an answer's `next` leads to, or of
/// the first page.
///
/// A page of which not all fits into one result is asked for again, and what was shown of it is
/// skipped. Its own `next` would lead behind all of it.
record PlaceInList(int skipped, Optional<String> page) {
  private static final Pattern WITHIN = Pattern.compile("skip=(\\d{1,9});(.*)", Pattern.DOTALL);

  /// Reads what an agent was given as `next`.
  static PlaceInList of(Optional<String> next) {
    var within = WITHIN.matcher(next.orElse(""));
    return within.matches()
        ? new PlaceInList(
            Integer.parseInt(within.group(1)),
            Optional.of(within.group(2)).filter(page -> !page.isEmpty()))
        : new PlaceInList(0, next);
  }

  String next() {
    return "skip=" + skipped + ";" + page.orElse("");
  }
}
