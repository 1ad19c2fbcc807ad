package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import io.deploytrail.resources.Mention;
import io.deploytrail.resources.NamingCall;
import java.util.List;
import java.util.regex.Pattern;

/// A call with what it did: whether it only read, and the resources that it names.
///
/// `readOnly` is the record's own; a record without it counts as changing. `mentions` are the ARNs
/// and identifiers by which it names resources, in the order of the record.
public record Activity(Call call, boolean readOnly, List<Mention> mentions) {
  /// AWS has no one code for a refusal: `AccessDenied`, `AccessDeniedException`,
  /// `Client.UnauthorizedOperation`, `UnauthorizedAccess`, `NotAuthorized`, `Forbidden`, …
  private static final Pattern REFUSAL =
      Pattern.compile(
          "denied|unauthori[sz]ed|notauthori[sz]ed|forbidden", Pattern.CASE_INSENSITIVE);

  public Activity {
    requireNonNull(call, "call");
    mentions = List.copyOf(mentions);
  }

  public Event event() {
    return call.event();
  }

  /// The ARNs and identifiers that it names, each once.
  public List<String> resources() {
    return mentions.stream().map(Mention::text).distinct().toList();
  }

  /// The call as far as it names resources. Records of old versions lack `recipientAccountId`; the
  /// account is the caller's then.
  public NamingCall naming() {
    var event = event();
    return new NamingCall(
        event.service().orElse(""),
        event.name().orElse(""),
        event.account().or(() -> call.caller().account()).orElse(""),
        event.region().orElse(""),
        mentions);
  }

  /// Whether AWS refused it.
  public boolean isDenied() {
    return call.errorCode().filter(Activity::isRefusal).isPresent();
  }

  /// Whether a call with that error code was refused, and did not fail for another reason.
  public static boolean isRefusal(String errorCode) {
    return REFUSAL.matcher(errorCode).find();
  }

  /// Whether it is listed by itself: it changed something or tried to, was refused, or bought a
  /// session.
  public boolean standsOut() {
    return !readOnly || isDenied() || call.issued().isPresent();
  }
}
