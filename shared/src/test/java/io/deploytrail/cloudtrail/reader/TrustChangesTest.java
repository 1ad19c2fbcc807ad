package io.deploytrail.cloudtrail.reader;

import static io.deploytrail.cloudtrail.reader.ReadRecords.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.cloudtrail.ProviderEdit.AudienceAdded;
import io.deploytrail.cloudtrail.ProviderEdit.AudienceRemoved;
import io.deploytrail.cloudtrail.ProviderEdit.EditNotKnown;
import io.deploytrail.cloudtrail.ProviderEdit.ProviderCreated;
import io.deploytrail.cloudtrail.ProviderEdit.ProviderDeleted;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.TrustState.PolicyNotKnown;
import io.deploytrail.cloudtrail.TrustState.PolicySet;
import io.deploytrail.cloudtrail.TrustState.RoleDeleted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What IAM's records say of roles' trust and of providers, in CloudTrail's spelling and others.
final class TrustChangesTest {
  private static final String ARN = "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  private static final RoleName ROLE = new RoleName("111122223333", "deploy");

  /// A call of IAM; `rest` are the fields that differ, with double quotes written as single ones.
  private static String iam(String name, String rest) {
    return """
    {"eventVersion": "1.11", "eventID": "e1", "eventTime": "2026-11-18T10:00:00Z",
     "eventSource": "iam.amazonaws.com", "eventName": "%s", "awsRegion": "us-east-1",
     "recipientAccountId": "111122223333", "eventType": "AwsApiCall", "readOnly": false,
     "userIdentity": {"type": "IAMUser", "accountId": "111122223333"}, %s}
    """
        .formatted(name, rest.replace('\'', '"'));
  }

  private static Optional<TrustChange> change(String name, String rest) {
    return call(iam(name, rest)).trust();
  }

  private static RoleTrustChange ofRole(String name, String rest) {
    assertThat(change(name, rest)).get().isInstanceOf(RoleTrustChange.class);
    return (RoleTrustChange) change(name, rest).orElseThrow();
  }

  private static ProviderEdit edit(String name, String rest) {
    assertThat(change(name, rest))
        .get()
        .isInstanceOfSatisfying(
            ProviderChange.class, change -> assertThat(change.provider()).isEqualTo(ARN));
    return ((ProviderChange) change(name, rest).orElseThrow()).edit();
  }

  @Test
  void createdRoleHasItsArnAndTheDocumentOfItsRequest() {
    var change =
        ofRole(
            "CreateRole",
            """
            'requestParameters': {'roleName': 'deploy', 'path': '/ci/',
              'assumeRolePolicyDocument': '{\\"Version\\": \\"2012-10-17\\"}'},
            'responseElements': {'role': {'roleName': 'deploy', 'roleId': 'AROA1', 'path': '/ci/',
              'arn': 'arn:aws:iam::111122223333:role/ci/deploy',
              'assumeRolePolicyDocument': '%7B%22Version%22%3A%20%222012-10-17%22%7D'}}
            """);

    assertThat(change.role()).isEqualTo(ROLE);
    assertThat(change.arn()).contains("arn:aws:iam::111122223333:role/ci/deploy");
    assertThat(change.state()).isEqualTo(new PolicySet("{\"Version\": \"2012-10-17\"}"));
    assertThat(change.event().name()).contains("CreateRole");
    assertThat(call(iam("CreateRole", "'requestParameters': {'roleName': 'deploy'}")).fact())
        .get()
        .isInstanceOf(RoleTrustChange.class);
  }

  @Test
  void documentOfTheAnswerIsDecodedWhereTheRequestHoldsNone() {
    var answer =
        """
        'requestParameters': null, 'responseElements': {'role': {'roleName': 'deploy',
          'assumeRolePolicyDocument': '%7B%22a%22%3A%20%22x+y%C3%A9%22%7D'}}
        """;

    assertThat(ofRole("CreateRole", answer).state())
        .isEqualTo(new PolicySet("{\"a\": \"x+y\u00e9\"}"));
    assertThat(ofRole("CreateRole", answer).role()).isEqualTo(ROLE);
    assertThat(ofRole("CreateRole", answer.replace("%22%7D'", "%2'")).state())
        .isEqualTo(new PolicyNotKnown());
  }

  @Test
  void updatedPolicyIsTheRequests() {
    var change =
        ofRole(
            "UpdateAssumeRolePolicy",
            "'requestParameters': {'roleName': 'deploy', 'policyDocument': '{}'}, 'responseElements': null");

    assertThat(change.role()).isEqualTo(ROLE);
    assertThat(change.arn()).isEmpty();
    assertThat(change.state()).isEqualTo(new PolicySet("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'requestParameters': {'roleName': 'deploy'}",
        "'requestParameters': {'roleName': 'deploy', 'policyDocument': null}",
        "'requestParameters': {'roleName': 'deploy', 'policyDocument': ''}",
        "'requestParameters': {'roleName': 'deploy', 'policyDocument': {'Version': '2012-10-17'}}",
        "'requestParameters': {'roleName': 'deploy', 'policyDocument': 7}",
      })
  void policyThatTheRecordDoesNotHoldIsNotTheOneBefore(String rest) {
    assertThat(ofRole("UpdateAssumeRolePolicy", rest).state()).isEqualTo(new PolicyNotKnown());
  }

  @Test
  void deletedRoleHasNoPolicy() {
    var change = ofRole("DeleteRole", "'requestParameters': {'roleName': 'deploy'}");

    assertThat(change.role()).isEqualTo(ROLE);
    assertThat(change.state()).isEqualTo(new RoleDeleted());
  }

  @Test
  void providersAndTheirAudiencesComeAndGo() {
    var arn = "'openIDConnectProviderArn': '" + ARN + "'";
    var made = "'responseElements': {" + arn + "}, 'requestParameters': ";

    assertThat(
            edit(
                "CreateOpenIDConnectProvider",
                made + "{'url': 'https://api.pulumi.com/oidc', 'clientIDList': ['acme', 'other']}"))
        .isEqualTo(new ProviderCreated(List.of("acme", "other")));
    assertThat(edit("CreateOpenIDConnectProvider", made + "{'url': 'https://api.pulumi.com/oidc'}"))
        .isEqualTo(new ProviderCreated(List.of()));
    assertThat(edit("CreateOpenIDConnectProvider", made + "null")).isEqualTo(new EditNotKnown());
    assertThat(
            edit(
                "CreateOpenIDConnectProvider",
                made + "{'url': 'https://api.pulumi.com/oidc', 'clientIDList': 'acme'}"))
        .isEqualTo(new EditNotKnown());
    assertThat(
            edit(
                "AddClientIDToOpenIDConnectProvider",
                "'requestParameters': {" + arn + ", 'clientID': 'acme'}"))
        .isEqualTo(new AudienceAdded("acme"));
    assertThat(edit("AddClientIDToOpenIDConnectProvider", "'requestParameters': {" + arn + "}"))
        .isEqualTo(new EditNotKnown());
    assertThat(
            edit(
                "RemoveClientIDFromOpenIDConnectProvider",
                "'requestParameters': {" + arn + ", 'clientID': 'acme'}"))
        .isEqualTo(new AudienceRemoved("acme"));
    assertThat(edit("DeleteOpenIDConnectProvider", "'requestParameters': {" + arn + "}"))
        .isEqualTo(new ProviderDeleted());
  }

  @Test
  void refusedCallsChangedNothing() {
    var request = "'requestParameters': {'roleName': 'deploy', 'policyDocument': '{}'}, ";

    assertThat(change("UpdateAssumeRolePolicy", request + "'errorCode': 'AccessDenied'")).isEmpty();
    assertThat(change("DeleteRole", request + "'errorMessage': 'no such role'")).isEmpty();
  }

  @Test
  void otherCallsAndOtherServicesChangeNoTrust() {
    var request = "'requestParameters': {'roleName': 'deploy', 'policyDocument': '{}'}";

    assertThat(change("PutRolePolicy", request)).isEmpty();
    assertThat(
            call(iam("CreateRole", request).replace("iam.amazonaws", "datazone.amazonaws")).trust())
        .isEmpty();
    assertThat(
            call(iam("CreateFunction", "'responseElements': {'role': 'arn:aws:iam::1:role/x'}"))
                .trust())
        .isEmpty();
    assertThat(change("CreateRole", "'requestParameters': null")).isEmpty();
  }

  @Test
  void otherSpellingsAreReadAlike() {
    assertThat(
            ofRole(
                    "UpdateAssumeRolePolicy",
                    "'requestParameters': {'role_name': 'deploy', 'policydocument': '{}'}")
                .state())
        .isEqualTo(new PolicySet("{}"));
    assertThat(
            ofRole(
                    "UpdateAssumeRolePolicy",
                    "'requestParameters': '{\\\"roleName\\\": \\\"deploy\\\", \\\"policyDocument\\\": \\\"{}\\\"}'")
                .state())
        .isEqualTo(new PolicySet("{}"));
  }
}
