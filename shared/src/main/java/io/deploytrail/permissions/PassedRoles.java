package io.deploytrail.permissions;

import io.deploytrail.resources.CallArns;
import io.deploytrail.resources.NamingCall;
import io.deploytrail.resources.TypeArns;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The roles that a call passes to a service, for which IAM asks `iam:PassRole`; no record shows
/// that action itself.
///
/// "Grant a user permissions to pass a role to an AWS service" (IAM User Guide). A role's ARN is
/// kept without its field, so each role of the call's account counts in a call that can pass one,
/// but for service-linked ones, which nobody passes.
final class PassedRoles {
  static final String ACTION = "iam:PassRole";
  static final String SERVICE_KEY = "iam:PassedToService";

  private static final String IAM = "iam";
  private static final String ROLE = "role";
  private static final String SERVICE_LINKED = ":role/aws-service-role/";
  private static final String IN_AWS = "arn:aws:";

  private final ServiceAction action;
  private final NamingCall call;
  private final CallArns arns;

  private PassedRoles(ServiceAction action, NamingCall call, CallArns arns) {
    this.action = action;
    this.call = call;
    this.arns = arns;
  }

  /// The need that the call has by that action, if it passes a role.
  static Optional<Need> of(ServiceAction action, NamingCall call, CallArns arns, Label label) {
    return CallRows.known().passesRoles(action)
        ? new PassedRoles(action, call, arns).need(label)
        : Optional.empty();
  }

  private Optional<Need> need(Label label) {
    var roles = arns.of(IAM, ROLE, false);
    var passable = passable(roles);
    if (!passable.isEmpty()) {
      return Optional.of(need(label, passable, "the call hands the role to a service"));
    }
    return !roles.isNamed() && namesInstanceProfile()
        ? Optional.of(
            need(
                label,
                resources(roles),
                "the call hands over an instance profile, and does not say whose role"))
        : Optional.empty();
  }

  private Need need(Label label, List<NeededResource> roles, String reason) {
    var principal =
        CallRows.known().passedTo(action).filter(_ -> roles.getFirst().arn().startsWith(IN_AWS));
    return new Need(
        ACTION,
        label,
        roles,
        principal.map(service -> Map.of(SERVICE_KEY, service)).orElse(Map.of()),
        Optional.of(
            principal.isPresent()
                ? reason
                : reason
                    + "; which one "
                    + SERVICE_KEY
                    + " names for "
                    + action.id()
                    + ", if any, is not known"));
  }

  private List<NeededResource> passable(TypeArns roles) {
    return roles.isNamed()
        ? resources(roles).stream()
            .filter(role -> !role.arn().contains(SERVICE_LINKED))
            .filter(role -> call.account().isEmpty() || isOfAccount(role))
            .toList()
        : List.of();
  }

  private boolean isOfAccount(NeededResource role) {
    return role.arn().contains(":" + call.account() + ":");
  }

  private static List<NeededResource> resources(TypeArns roles) {
    return roles.arns().stream()
        .map(each -> new NeededResource(each.arn(), each.pattern()))
        .toList();
  }

  private boolean namesInstanceProfile() {
    return arns.of(IAM, "instance-profile", false).isNamed()
        || call.mentions().stream()
            .anyMatch(
                mention -> mention.field().toLowerCase(Locale.ROOT).contains("instanceprofile"));
  }
}
