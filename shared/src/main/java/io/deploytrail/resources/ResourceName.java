package io.deploytrail.resources;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A resource by the name under which somebody asks for it: an ARN, a URL, or a bare name or id
/// such as `sg-0a1b2c3d4e5f67890` or a bucket's name.
///
/// An ARN or a URL is of one resource. A bare name is of each resource of that name, whatever its
/// type, account and Region.
public final class ResourceName {
  private final String text;
  private final List<Resource> resources;
  private final Set<String> keys;

  /// One of these stands in each text by which a call can name it; most texts hold none.
  private final List<String> names;

  public ResourceName(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a resource's name is not blank");
    }
    this.text = text;
    this.resources = Resource.of(text);
    this.keys = new LinkedHashSet<>(Set.of(text));
    resources.forEach(resource -> keys.addAll(resource.keys()));
    this.names =
        resources.isEmpty()
            ? List.of(text)
            : resources.stream().flatMap(resource -> resource.names().stream()).toList();
  }

  /// The keys under which a text of a call to that service, `ecr` of `ecr.amazonaws.com`, has to be
  /// found: the text, and the names that it stands for.
  public static Set<String> keys(String service, String text) {
    var keys = new LinkedHashSet<>(Services.names(service, text));
    Resource.of(text).forEach(resource -> keys.addAll(resource.names()));
    return keys;
  }

  public String text() {
    return text;
  }

  /// The few exact keys under which calls that name this resource are found, the text itself first.
  /// A call found need not name it: ask [#isNamedBy].
  public Set<String> keys() {
    return Collections.unmodifiableSet(keys);
  }

  /// Whether only a name is known, of no type.
  public boolean isBareName() {
    return resources.isEmpty();
  }

  /// Whether that call names this resource.
  public boolean isNamedBy(NamingCall call) {
    if (call.mentions().stream().noneMatch(mention -> mayBeNamedBy(mention.text()))) {
      return false;
    }
    return resources.isEmpty()
        ? call.mentions().stream()
            .anyMatch(mention -> keys(call.service(), mention.text()).contains(text))
        : resources.stream().anyMatch(resource -> resource.isNamedBy(call));
  }

  private boolean mayBeNamedBy(String mentioned) {
    return names.stream().anyMatch(mentioned::contains);
  }

  @Override
  public String toString() {
    return text;
  }
}
