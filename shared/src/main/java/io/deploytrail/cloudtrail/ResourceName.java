package io.deploytrail.cloudtrail;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// A resource by the name under which somebody asks for it: an ARN, or a bare identifier such as
/// `sg-0a1b2c3d4e5f` or a bucket's name.
public record ResourceName(String text) {
  private static final int ARN_PARTS = 6;

  public ResourceName {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a resource's name is not blank");
    }
  }

  /// The names under which a call's resource can be found: of an ARN also its last part, as
  /// `sg-0a1b2c3d4e5f` of `arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0a1b2c3d4e5f`.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    names.add(text);
    lastPart(text).ifPresent(names::add);
    return names;
  }

  /// Whether that call names this resource.
  ///
  /// A bare identifier in the call is that of an ARN only if the call went to the ARN's service,
  /// and to its account and Region where the ARN names them: a role and a table may have one name.
  public boolean isNamedBy(Activity activity) {
    if (activity.resources().contains(text)) {
      return true;
    }
    var last = lastPart(text);
    return last.isPresent()
        ? activity.resources().contains(last.get()) && isWhere(activity.event())
        : activity.resources().stream().anyMatch(name -> lastPart(name).equals(Optional.of(text)));
  }

  private boolean isWhere(Event event) {
    var parts = text.split(":", ARN_PARTS);
    return event.source().filter(source -> source.startsWith(parts[2] + ".")).isPresent()
        && (parts[3].isEmpty() || event.region().equals(Optional.of(parts[3])))
        && (parts[4].isEmpty() || event.account().equals(Optional.of(parts[4])));
  }

  private static Optional<String> lastPart(String name) {
    if (!name.startsWith("arn:") || name.split(":", ARN_PARTS).length < ARN_PARTS) {
      return Optional.empty();
    }
    var last = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
    return Optional.of(last).filter(part -> !part.isEmpty());
  }
}
