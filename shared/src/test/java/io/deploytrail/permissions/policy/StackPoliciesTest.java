package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.trust.TrustPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The documents that are made of a stack's calls.
class StackPoliciesTest {
  private static final String BUCKETS = MadeUpCalls.BUCKETS;
  private static final String BUCKET = "arn:aws:s3:::acme-logs";
  private static final String QUEUES = MadeUpCalls.QUEUES;
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jobs";

  private static Set<String> granted(StackPolicies policies, String name) {
    var actions = new TreeSet<String>();
    MadeUpCalls.role(policies, name)
        .documents()
        .forEach(document ->
            document.statements().forEach(statement -> actions.addAll(statement.actions())));
    return actions;
  }

  @Test
  void readingOperationsAndAllOthersHaveARoleEach() {
    var policies =
        new MadeUpCalls()
            .used("preview", 1, "s3:GetBucketTagging", BUCKETS, BUCKET)
            .used("refresh", 2, "sqs:GetQueueAttributes", QUEUES, QUEUE)
            .used("detect-drift", 3, "s3:GetBucketAcl", BUCKETS, BUCKET)
            .used("update", 4, "s3:CreateBucket", BUCKETS, BUCKET)
            .used("destroy", 5, "s3:DeleteBucket", BUCKETS, BUCKET)
            .used("remediate-drift", 6, "sqs:SetQueueAttributes", QUEUES, QUEUE)
            .used("", 7, "s3:PutBucketTagging", BUCKETS, BUCKET)
            .policies();

    assertThat(policies.roles()).extracting(StackRole::name).containsExactly("read", "write");
    assertThat(granted(policies, "read"))
        .containsExactly("s3:GetBucketAcl", "s3:GetBucketTagging", "sqs:GetQueueAttributes");
    assertThat(granted(policies, "write"))
        .containsExactly(
            "s3:CreateBucket", "s3:DeleteBucket", "s3:PutBucketTagging", "sqs:SetQueueAttributes");
    assertThat(MadeUpCalls.role(policies, "read").role()).contains(MadeUpCalls.ROLE);
  }

  @Test
  void eachOperationMayHaveARoleOfItsOwn() {
    var calls =
        new MadeUpCalls()
            .used("preview", 1, "s3:GetBucketTagging", BUCKETS, BUCKET)
            .used("", 2, "s3:CreateBucket", BUCKETS, BUCKET);
    var policies =
        StackPolicies.of(
            calls.needs(),
            new PolicyRequest(
                PolicySplit.BY_OPERATION, false, false, new MadeUpFacts(), TrustSource.NONE));

    assertThat(policies.roles())
        .extracting(StackRole::name)
        .containsExactly("preview", "unknown-operation");
  }

  @Test
  void whatWasRefusedIsListedAndNotGranted() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:CreateBucket", BUCKETS, BUCKET)
            .used("preview", 1, "s3:GetBucketTagging", BUCKETS, BUCKET);
    for (var operation : List.of("update", "preview")) {
      calls.add(
          operation,
          2,
          "iam:CreateUser",
          new CallNeeds.Needs(
              List.of(
                  MadeUpCalls.need(
                      "iam:CreateUser",
                      Label.REFUSED,
                      "arn:aws:iam::111122223333:user/*",
                      "arn:aws:iam::111122223333:user/x"))));
    }

    assertThat(calls.policies().actions()).extracting(NeededAction::label).contains(Label.REFUSED);
    assertThat(granted(calls.policies(), "write")).containsExactly("s3:CreateBucket");

    var widened = calls.policies(false, true);
    assertThat(granted(widened, "write")).containsExactly("iam:CreateUser", "s3:CreateBucket");
    assertThat(granted(widened, "read")).containsExactly("s3:GetBucketTagging");
    assertThat(widened.notes())
        .contains(
            "write: iam:CreateUser is added though AWS refused it",
            "read: iam:CreateUser was refused and changes something: not added");
  }

  @Test
  void counterpartsAreAddedWhereAsked() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:CreateBucket", BUCKETS, BUCKET)
            .used("refresh", 1, "sqs:GetQueueAttributes", QUEUES, QUEUE);

    assertThat(granted(calls.policies(), "write")).containsExactly("s3:CreateBucket");
    var both = calls.policies(true, false);
    assertThat(granted(both, "write"))
        .containsExactly("s3:CreateBucket", "s3:DeleteBucket", "s3:GetBucketTagging");
    assertThat(granted(both, "read"))
        .containsExactly("s3:GetBucketTagging", "sqs:GetQueueAttributes");
    assertThat(both.actions())
        .filteredOn(action -> action.label() == Label.COUNTERPART)
        .allSatisfy(action -> {
          assertThat(action.resources()).extracting(GrantedResource::text).containsExactly(BUCKET);
          assertThat(action.calls()).isZero();
          assertThat(action.example()).isEqualTo("event-0");
          assertThat(action.reason()).contains("goes with s3:CreateBucket");
        });
  }

  @Test
  void aMutationOfAPreviewIsKeptAndSaid() {
    var policies =
        new MadeUpCalls()
            .used("preview", 1, "s3:PutBucketTagging", BUCKETS, BUCKET)
            .used("update", 1, "s3:CreateBucket", BUCKETS, BUCKET)
            .policies();

    assertThat(granted(policies, "read")).containsExactly("s3:PutBucketTagging");
    assertThat(policies.actions())
        .extracting(action -> action.reason().orElse(""))
        .containsExactly("", "changes something, and was used by preview");
  }

  @Test
  void eachRoleOfAChainMayAssumeExactlyTheNext() {
    var first = "arn:aws:iam::111122223333:role/first";
    var second = "arn:aws:iam::444455556666:role/team/second";
    var own = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    var needs =
        new MadeUpCalls()
            .by(first, second)
            .used("update", 1, "s3:CreateBucket", BUCKETS, BUCKET)
            .needs();
    var policies =
        StackPolicies.of(
            needs,
            new PolicyRequest(
                PolicySplit.READ_AND_WRITE,
                false,
                false,
                new MadeUpFacts(),
                (role, operations) ->
                    role.equals(first) && operations.equals(Set.of("update"))
                        ? List.of(TrustPolicy.parse(own))
                        : List.of()));

    assertThat(policies.roles())
        .extracting(StackRole::name)
        .containsExactly("write-first", "write-second");
    assertThat(MadeUpCalls.statements(policies, "write-first"))
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.path("Action").toString()).isEqualTo("[\"sts:AssumeRole\"]");
          assertThat(statement.path("Resource").toString()).isEqualTo("[\"" + second + "\"]");
        });
    assertThat(granted(policies, "write-second")).containsExactly("s3:CreateBucket");
    assertThat(MadeUpCalls.role(policies, "write-first").trust())
        .extracting(TrustPolicy::text)
        .containsExactly(own);
    assertThat(MadeUpCalls.role(policies, "write-second").trust())
        .singleElement()
        .satisfies(trust ->
            assertThat(trust.statements().getFirst().principals().aws()).containsExactly(first));
  }

  @Test
  void fewRunsAreSaid() {
    var policies =
        new MadeUpCalls()
            .used("update", 1, "s3:CreateBucket", BUCKETS, BUCKET)
            .used("preview", 1, "s3:GetBucketTagging", BUCKETS, BUCKET)
            .used("preview", 2, "s3:GetBucketTagging", BUCKETS, BUCKET)
            .used("preview", 3, "s3:GetBucketTagging", BUCKETS, BUCKET)
            .policies();

    assertThat(policies.notes())
        .containsExactly("update ran 1 time: too few to know what it needs");
  }

  @Test
  void whatMapsToNothingIsNamed() {
    var policies =
        new MadeUpCalls()
            .add("update", 1, "payments:Instruments_Create", new CallNeeds.NotMapped("no action"))
            .add("update", 1, "payments:Instruments_Create", new CallNeeds.NotMapped("no action"))
            .add("update", 1, "sts:GetCallerIdentity", new CallNeeds.NothingAsked("needs none"))
            .policies();

    assertThat(policies.unknown())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.name()).isEqualTo("payments:Instruments_Create");
          assertThat(call.calls()).isEqualTo(2);
          assertThat(call.reasons()).containsExactly("no action");
          assertThat(call.example()).isEqualTo("event-0");
        });
    assertThat(policies.actions()).isEmpty();
  }
}
