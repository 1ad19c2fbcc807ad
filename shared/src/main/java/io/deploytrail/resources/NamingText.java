package io.deploytrail.resources;

import java.util.Optional;
import java.util.Set;

/// A bare name in a call with what it may name: its EC2 type, or the stems of its field.
///
/// `elsewhere` are things of other services than the one that was called, `<service>.<stem>`.
record NamingText(
    String field, String text, Optional<String> ec2Type, Set<String> stems, Set<String> elsewhere) {
  static NamingText of(NamingCall call, Mention mention) {
    var ec2Type = Ec2Ids.typeOf(mention.text());
    return ec2Type.isPresent() || mention.isWithoutField()
        ? new NamingText(mention.field(), mention.text(), ec2Type, Set.of(), Set.of())
        : new NamingText(
            mention.field(),
            mention.text(),
            ec2Type,
            Fields.stems(call, mention),
            Fields.elsewhere(mention));
  }

  /// Whether it may name one of these things of the format, in a call to that service.
  boolean mayName(ArnFormat format, boolean isOwn, Set<String> things, String called) {
    if (ec2Type.isPresent()) {
      return isOwn
          && format.service().equals("ec2")
          && format.type().head().equals(ec2Type.get() + "/");
    }
    return called.equals(format.service())
        ? stems.stream().anyMatch(things::contains)
        : things.stream().anyMatch(thing -> elsewhere.contains(format.service() + "." + thing));
  }
}
