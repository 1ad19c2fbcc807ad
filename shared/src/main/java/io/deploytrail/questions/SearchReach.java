package io.deploytrail.questions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where was looked, and where not and why; each place once, in the order of the search.
final class SearchReach {
  private final Set<String> searched = new LinkedHashSet<>();
  private final Set<String> notSearched = new LinkedHashSet<>();

  void search(String place) {
    searched.add(place);
  }

  void leaveOut(String placeAndReason) {
    notSearched.add(placeAndReason);
  }

  List<String> searched() {
    return List.copyOf(searched);
  }

  List<String> notSearched() {
    return List.copyOf(notSearched);
  }
}
