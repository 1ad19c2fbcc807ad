package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/// A call with what it did: whether it only read, and the resources that it names.
///
/// `readOnly` is the record's own; a record without it counts as changing. `resources` are ARNs and
/// identifiers, each once, in the order in which the record names them.
public record Activity(Call call, boolean readOnly, List<String> resources) {
  /// AWS has no one code for a refusal: `AccessDenied`, `AccessDeniedException`,
  /// `Client.UnauthorizedOperation`, `UnauthorizedAccess`, `NotAuthorized`, `Forbidden`, …
  private static final Pattern REFUSAL =
      Pattern.compile(
          "denied|unauthori[sz]ed|notauthori[sz]ed|forbidden", Pattern.CASE_INSENSITIVE);

  public Activity {
    requireNonNull(call, "call");
    resources = List.copyOf(resources);
  }

  public Event event() {
    return call.event();
  }

  /// Whether AWS refused it.
  public boolean isDenied() {
    return call.errorCode().filter(code -> REFUSAL.matcher(code).find()).isPresent();
  }

  /// Whether it is worth telling by itself: it changed something or tried to, was refused, or
  /// bought a session.
  public boolean standsOut() {
    return !readOnly || isDenied() || call.issued().isPresent();
  }
}
