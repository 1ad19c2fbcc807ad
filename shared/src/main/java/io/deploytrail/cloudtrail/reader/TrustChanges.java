package io.deploytrail.cloudtrail.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustCall;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.TrustState;
import java.net.URLDecoder;
import java.util.Optional;

/// Reads from IAM's records what changed in who may buy a session.
///
/// A document or an audience that the record does not hold is *not known*, never *as before*: only
/// a record that does not say which role or provider it is of says nothing. Source: "IAM and AWS
/// STS API calls in CloudTrail" and the API reference of each call.
final class TrustChanges {
  private static final Optional<String> IAM = Optional.of("iam.amazonaws.com");

  private TrustChanges() {}

  /// Empty for all other records, and for a call that failed.
  static Optional<TrustChange> of(Event event, RecordFields fields) {
    if (!event.source().equals(IAM)
        || fields.errorCode.isPresent()
        || fields.errorMessage.isPresent()) {
      return Optional.empty();
    }
    return event
        .name()
        .flatMap(TrustCall::of)
        .flatMap(call ->
            switch (call) {
              case CREATE_ROLE, UPDATE_POLICY -> ofRole(event, fields, policy(fields));
              case DELETE_ROLE -> ofRole(event, fields, new TrustState.RoleDeleted());
              case CREATE_PROVIDER -> ofProvider(event, fields, created(fields.request));
              case ADD_AUDIENCE ->
                  ofProvider(
                      event, fields, fields.request.clientId.map(ProviderEdit.AudienceAdded::new));
              case REMOVE_AUDIENCE ->
                  ofProvider(
                      event,
                      fields,
                      fields.request.clientId.map(ProviderEdit.AudienceRemoved::new));
              case DELETE_PROVIDER ->
                  ofProvider(event, fields, Optional.of(new ProviderEdit.ProviderDeleted()));
            });
  }

  private static Optional<TrustChange> ofRole(Event event, RecordFields fields, TrustState state) {
    var name = fields.request.roleName.or(() -> fields.response.roleName);
    return event
        .account()
        .flatMap(account -> name.map(text -> new RoleName(account, text)))
        .map(role -> new RoleTrustChange(event, role, fields.response.roleArn, state));
  }

  private static TrustState policy(RecordFields fields) {
    return fields
        .request
        .trustPolicy
        .or(() -> fields.response.trustPolicy.flatMap(TrustChanges::decoded))
        .<TrustState>map(TrustState.PolicySet::new)
        .orElseGet(TrustState.PolicyNotKnown::new);
  }

  /// IAM's answers hold documents percent-encoded (RFC 3986), in which a plus is a plus.
  private static Optional<String> decoded(String document) {
    try {
      return Optional.of(URLDecoder.decode(document.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<TrustChange> ofProvider(
      Event event, RecordFields fields, Optional<? extends ProviderEdit> edit) {
    return fields
        .response
        .providerArn
        .or(() -> fields.request.providerArn)
        .map(arn ->
            new ProviderChange(
                event,
                arn,
                edit.<ProviderEdit>map(known -> known).orElseGet(ProviderEdit.EditNotKnown::new)));
  }

  /// A provider may be made without audiences; a request without its URL is not all there.
  private static Optional<ProviderEdit> created(RequestFields request) {
    var isKnown = request.providerUrl.isPresent();
    return request.clientIds.filter(_ -> isKnown).map(ProviderEdit.ProviderCreated::new);
  }
}
