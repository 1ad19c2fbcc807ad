package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.NeededResource;
import java.util.List;
import java.util.stream.Stream;

/// The resources of one type, in one account and Region, that an action was asked for.
///
/// Of very many the exact ones are no policy: then what they have in common up to the first slash
/// of the name is kept beside.
final class SeenResources {
  static final int MOST_EXACT = 200;
  private static final int MOST_HEADS = 50;

  private final BoundedTexts exact = new BoundedTexts(MOST_EXACT);
  private final BoundedTexts heads = new BoundedTexts(MOST_HEADS);
  private final BoundedTexts patterns = new BoundedTexts(MOST_HEADS);

  void add(NeededResource resource) {
    if (!resource.isExact()) {
      patterns.add(resource.arn());
      return;
    }
    exact.add(resource.arn());
    var from = PolicyText.fixedLength(resource.pattern(), resource.arn());
    var slash = resource.arn().indexOf('/', from + 1);
    heads.add(slash < 0 ? resource.arn() : resource.arn().substring(0, slash + 1));
  }

  void addAll(SeenResources others) {
    exact.addAll(others.exact);
    heads.addAll(others.heads);
    patterns.addAll(others.patterns);
  }

  /// All of them, or their type where not all were kept.
  List<NeededResource> all(String pattern) {
    return exact.areMore() || patterns.areMore()
        ? List.of(new NeededResource(pattern, pattern))
        : Stream.concat(exact.texts().stream(), patterns.texts().stream())
            .map(arn -> new NeededResource(arn, pattern))
            .toList();
  }

  BoundedTexts exact() {
    return exact;
  }

  /// ARNs up to the slash behind which they differ, or whole ones without a slash.
  BoundedTexts heads() {
    return heads;
  }

  /// Those of calls that do not say which resource, as a policy writes them.
  BoundedTexts patterns() {
    return patterns;
  }
}
