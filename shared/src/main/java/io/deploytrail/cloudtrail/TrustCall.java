package io.deploytrail.cloudtrail;

import java.util.Arrays;
import java.util.Optional;

/// The IAM calls that change who may buy a role's session with a token.
public enum TrustCall {
  CREATE_ROLE("CreateRole"),
  UPDATE_POLICY("UpdateAssumeRolePolicy"),
  DELETE_ROLE("DeleteRole"),
  CREATE_PROVIDER("CreateOpenIDConnectProvider"),
  ADD_AUDIENCE("AddClientIDToOpenIDConnectProvider"),
  REMOVE_AUDIENCE("RemoveClientIDFromOpenIDConnectProvider"),
  DELETE_PROVIDER("DeleteOpenIDConnectProvider");

  private final String eventName;

  TrustCall(String eventName) {
    this.eventName = eventName;
  }

  /// As `eventName` spells it.
  public String eventName() {
    return eventName;
  }

  static Optional<TrustCall> of(Event event) {
    return event.name().flatMap(TrustCall::of);
  }

  /// The call of that `eventName`, if it is one of these.
  public static Optional<TrustCall> of(String eventName) {
    return Arrays.stream(values()).filter(call -> call.eventName.equals(eventName)).findFirst();
  }
}
