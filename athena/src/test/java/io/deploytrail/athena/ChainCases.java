package io.deploytrail.athena;

import static io.deploytrail.athena.CaseParts.AT_NINE;
import static io.deploytrail.athena.CaseParts.PULUMIS;
import static io.deploytrail.athena.CaseParts.STACK;
import static io.deploytrail.athena.CaseParts.STATIC;
import static io.deploytrail.athena.CaseParts.deployment;
import static io.deploytrail.athena.CaseParts.id;
import static io.deploytrail.athena.CaseParts.root;
import static io.deploytrail.athena.MadeRecords.forwarded;
import static io.deploytrail.athena.MadeRecords.user;
import static io.deploytrail.athena.MadeRecords.with;

import java.util.List;
import java.util.Map;

/// Cases of chains: links, their copies, and the root that they lead to.
final class ChainCases {
  private ChainCases() {}

  /// All of them.
  static List<MadeRecords> kinds() {
    return List.of(
        linkInTheSameSecond(),
        linkOfALinkInTheSameSecond(),
        assumedRoot(),
        serviceLink(),
        topNotKnown(),
        copiesASecondApart());
  }

  private static MadeRecords linkInTheSameSecond() {
    var made = root("link in the same second", STATIC);
    return made.link("link", AT_NINE, user("mallory"), "evil", "deploy", STATIC, Map.of())
        .answer("link", "NONE")
        .call(
            "provider",
            "20T09:00:10Z",
            forwarded(made.federated("deploy", STATIC, "", AT_NINE)),
            STACK)
        .call(
            "none",
            "20T09:00:10Z",
            forwarded(made.session("deploy", STATIC, "", AT_NINE)),
            "AMBIGUOUS STATIC_NAME");
  }

  /// The person comes by a session of his own, so that his chain is two issuances long.
  private static MadeRecords linkOfALinkInTheSameSecond() {
    var made = root("link of a link", STATIC);
    return made.link("admin", "20T08:00:00Z", user("mallory"), "admin", "admin", "m", Map.of())
        .link(
            "link",
            AT_NINE,
            made.session("admin", "m", "admin", "20T08:00:00Z"),
            "evil",
            "deploy",
            STATIC,
            Map.of())
        .answer("link", "NONE")
        .call(
            "provider",
            "20T09:00:10Z",
            forwarded(made.federated("deploy", STATIC, "", AT_NINE)),
            STACK)
        .link(
            "bought",
            "20T09:00:20Z",
            forwarded(made.federated("deploy", STATIC, "", AT_NINE)),
            "next",
            "target",
            "hop",
            Map.of())
        .answer("bought", STACK)
        .call(
            "above", "20T09:01:00Z", made.session("target", "hop", "next", "20T09:00:20Z"), STACK);
  }

  private static MadeRecords assumedRoot() {
    var made = root("assumed root", id(11));
    var member =
        Map.<String, Object>of(
            "type", "Root",
            "principalId", "444455556666",
            "arn", "arn:aws:iam::444455556666:root",
            "accountId", "444455556666",
            "accessKeyId", made.key("member"),
            "sessionContext",
                Map.of(
                    "assumedRoot",
                    "true",
                    "attributes",
                    Map.of("creationDate", "2026-11-20T09:00:10Z")));
    return made.add(
            "assume",
            "20T09:00:10Z",
            "AssumeRoot",
            made.session("deploy", id(11), "own", AT_NINE),
            Map.of("targetPrincipal", "444455556666"),
            Map.of("credentials", Map.of("accessKeyId", made.key("member"))),
            Map.of())
        .answer("assume", deployment(11))
        .call("member", "20T09:00:20Z", member, deployment(11))
        .call("own key", "20T09:00:20Z", with(member, "accessKeyId", made.key("another")), "NONE");
  }

  private static MadeRecords serviceLink() {
    var made = new MadeRecords("service's link");
    return made.link(
            "link",
            AT_NINE,
            Map.of("type", "AWSService", "invokedBy", "lambda.amazonaws.com"),
            "own",
            "deploy",
            STATIC,
            Map.of())
        .answer("link", "NONE")
        .call("call", "20T09:00:10Z", made.session("deploy", STATIC, "own", AT_NINE), "SUSPECT");
  }

  /// A link is known, its caller's issuance is not; the record names the provider of the chain.
  private static MadeRecords topNotKnown() {
    var made = new MadeRecords("top not known");
    return made.link(
            "link",
            AT_NINE,
            made.session("deploy", "x", "lost", "20T08:59:00Z"),
            "own",
            "target",
            id(16),
            Map.of())
        .answer("link", "NONE")
        .call("bare", "20T09:00:10Z", made.session("target", id(16), "own", AT_NINE), "NONE")
        .call(
            "provider", "20T09:00:10Z", made.federated("target", id(16), "own", AT_NINE), PULUMIS);
  }

  private static MadeRecords copiesASecondApart() {
    var made = root("copies a second apart", id(18));
    var account =
        Map.<String, Object>of(
            "type", "AWSAccount",
            "principalId", made.principal("deploy", id(18)),
            "accountId", "111122223333");
    return made.link(
            "source",
            "20T09:00:10Z",
            made.session("deploy", id(18), "own", AT_NINE),
            "hop",
            "target",
            "hop",
            Map.of("sharedEventID", "shared"))
        .link(
            "target",
            "20T09:00:11Z",
            account,
            "hop",
            "target",
            "hop",
            Map.of("sharedEventID", "shared"))
        .answer("source", deployment(18))
        .answer("target", deployment(18))
        .call(
            "by target",
            "20T09:01:00Z",
            made.session("target", "hop", "hop", "20T09:00:11Z"),
            deployment(18))
        .call(
            "by source",
            "20T09:01:00Z",
            made.session("target", "hop", "hop", "20T09:00:10Z"),
            deployment(18))
        .call(
            "without key",
            "20T09:01:00Z",
            made.session("target", "hop", "", "20T09:00:11Z"),
            deployment(18));
  }
}
