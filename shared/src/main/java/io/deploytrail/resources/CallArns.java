package io.deploytrail.resources;

import io.deploytrail.resources.TypeArns.Extent;
import io.deploytrail.resources.TypeArns.MeantArn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The resources that a call means, as the ARNs that IAM compares.
///
/// ARNs and URLs say themselves what they are. Bare names become ARNs by the formats of the type
/// that is asked for, in the call's partition, account and Region; [ResourceName] asks the other
/// way round. What the call does not say is a star, and so is a name that IAM would read as a
/// pattern: a wrong ARN is worse than a pattern.
public final class CallArns {
  private static final MeantArn ANY = new MeantArn("*", "*");

  private final NamingCall call;
  private final String service;
  private final List<Resource> resources;
  private final List<NamingText> names;

  public CallArns(NamingCall call) {
    this.call = call;
    this.service = Fields.serviceOf(call.service());
    var all = new LinkedHashSet<Resource>();
    var bare = new ArrayList<NamingText>();
    for (var mention : call.mentions()) {
      var spoken = Resource.of(mention.text());
      all.addAll(spoken);
      if (spoken.isEmpty()) {
        bare.add(NamingText.of(call, mention));
      }
    }
    this.resources = List.copyOf(all);
    this.names = List.copyOf(bare);
  }

  /// The last parts of the patterns of the type that a service's actions know under that name.
  public static Set<String> patterns(String reference, String type) {
    return ArnFormats.of(reference, type).stream()
        .map(format -> format.resource(_ -> Optional.empty()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Those of the type that the actions of a service know under that name; `isMade` says that the
  /// call makes such. A name that fits several formats is one of each, unless it is all that one of
  /// them says.
  public TypeArns of(String reference, String type, boolean isMade) {
    var all =
        ArnFormats.of(reference, type).stream()
            .map(format -> new FormatArns(format, this, isMade).arns())
            .toList();
    if (all.isEmpty()) {
      return new TypeArns(List.of(ANY), false, Extent.TYPE);
    }
    var named = all.stream().filter(TypeArns::isNamed).toList();
    var whole = named.stream().filter(each -> each.extent() == Extent.WHOLE).toList();
    var meant = whole.isEmpty() ? named.isEmpty() ? all : named : whole;
    return new TypeArns(
        meant.stream().flatMap(each -> each.arns().stream()).distinct().toList(),
        !named.isEmpty(),
        meant.stream().map(TypeArns::extent).max(Comparator.naturalOrder()).orElseThrow());
  }

  NamingCall call() {
    return call;
  }

  /// The service in the ARNs of what the called service has.
  String service() {
    return service;
  }

  List<Resource> resources() {
    return resources;
  }

  List<NamingText> names() {
    return names;
  }
}
