package io.deploytrail.athena;

import static io.deploytrail.athena.CaseParts.AT_NINE;
import static io.deploytrail.athena.CaseParts.NOBODYS;
import static io.deploytrail.athena.CaseParts.PULUMIS;
import static io.deploytrail.athena.CaseParts.STACK;
import static io.deploytrail.athena.CaseParts.STATIC;
import static io.deploytrail.athena.CaseParts.WEB_PROD;
import static io.deploytrail.athena.CaseParts.called;
import static io.deploytrail.athena.CaseParts.deployment;
import static io.deploytrail.athena.CaseParts.id;
import static io.deploytrail.athena.CaseParts.root;
import static io.deploytrail.athena.MadeRecords.forwarded;
import static io.deploytrail.athena.MadeRecords.user;
import static io.deploytrail.athena.MadeRecords.with;
import static io.deploytrail.athena.MadeRecords.without;

import java.util.List;
import java.util.Map;

/// Cases of which session made a call, by what its record says.
final class TieCases {
  private TieCases() {}

  /// All of them.
  static List<MadeRecords> kinds() {
    return List.of(
        lostInTheSameSecond(),
        samlInTheSameSecond(),
        sovereignPartition(),
        longTermKey(),
        bordersOfTime(),
        keyOnly(),
        anotherAccount(),
        arnOnly(),
        keyOfTwoSessions(),
        placeholders());
  }

  /// Two deployments of one push have one static name; the issuance of one is lost.
  private static MadeRecords lostInTheSameSecond() {
    var made = root("lost in the same second", STATIC);
    return called(made, STATIC, STACK)
        .call("lost", "20T09:00:10Z", made.federated("deploy", STATIC, "lost", AT_NINE), PULUMIS)
        .call("bare", "20T09:00:10Z", made.session("deploy", STATIC, "lost", AT_NINE), NOBODYS);
  }

  private static MadeRecords samlInTheSameSecond() {
    var made = root("saml in the same second", STATIC);
    var person =
        Map.<String, Object>of("type", "SAMLUser", "principalId", "x:jane", "userName", "jane");
    return made.link(
            "saml",
            AT_NINE,
            person,
            "saml",
            "deploy",
            STATIC,
            Map.of("eventName", "AssumeRoleWithSAML"))
        .answer("saml", "NONE")
        .call(
            "provider",
            "20T09:00:10Z",
            forwarded(made.federated("deploy", STATIC, "", AT_NINE)),
            STACK)
        .call("person", "20T09:00:10Z", made.session("deploy", STATIC, "saml", AT_NINE), "SUSPECT");
  }

  private static MadeRecords sovereignPartition() {
    var made = new MadeRecords("sovereign partition", "aws-eusc");
    return called(made.root(AT_NINE, "own", id(10), WEB_PROD), id(10), deployment(10));
  }

  private static MadeRecords longTermKey() {
    var made = root("long-term key", STATIC);
    return made.call(
        "call",
        "20T09:00:10Z",
        with(made.session("deploy", STATIC, "", AT_NINE), "accessKeyId", "AKIAOFSOMEBODY"),
        NOBODYS);
  }

  private static MadeRecords bordersOfTime() {
    var name = id(12);
    var made = new MadeRecords("borders of time").root(AT_NINE, "own", name, WEB_PROD, Map.of());
    var undated = made.session("deploy", name, "own", "");
    return made.call(
            "day after",
            "21T09:00:10Z",
            made.session("deploy", name, "own", AT_NINE),
            deployment(12))
        .call("5 s before", "20T08:59:55Z", undated, deployment(12))
        .call("6 s before", "20T08:59:54Z", undated, "NONE")
        .call("at the end", "20T10:00:00Z", undated, deployment(12))
        .call("5 s after", "20T10:00:05Z", undated, deployment(12))
        .call("6 s after", "20T10:00:06Z", undated, "NONE")
        .call(
            "rounded",
            "20T09:00:10Z",
            made.session("deploy", name, "own", "20T09:00:01Z"),
            deployment(12))
        .call(
            "2 s off", "20T09:00:10Z", made.session("deploy", name, "own", "20T09:00:02Z"), "NONE")
        .call(
            "no key, a second off",
            "20T09:00:10Z",
            forwarded(made.federated("deploy", name, "", "20T09:00:01Z")),
            "DEPLOYMENT STATED " + name + " stated id ISSUANCE_MISSING")
        .call("no key and no date", "20T10:00:01Z", made.session("deploy", name, "", ""), "NONE")
        .call(
            "by time",
            "20T10:00:00Z",
            made.session("deploy", name, "", ""),
            deployment(12).replace("PROVEN", "INFERRED"));
  }

  private static MadeRecords keyOnly() {
    var made = root("key only", id(13));
    Map<String, Object> key = Map.of("type", "AssumedRole", "accessKeyId", made.key("own"));
    return made.call("call", "20T09:00:10Z", key, deployment(13))
        .call(
            "without type", "20T09:00:10Z", Map.of("accessKeyId", made.key("own")), deployment(13))
        .call("forwarded", "20T09:00:10Z", with(key, "invokedBy", "AWS Internal"), "NONE");
  }

  private static MadeRecords anotherAccount() {
    var made = root("another account", id(14));
    return made.call(
        "call",
        "20T09:00:10Z",
        with(made.session("deploy", id(14), "own", AT_NINE), "accountId", "444455556666"),
        "NONE");
  }

  private static MadeRecords arnOnly() {
    var made = root("arn only", id(15));
    return made.call(
        "call",
        "20T09:00:10Z",
        without(made.session("deploy", id(15), "", AT_NINE), "principalId"),
        deployment(15).replace("PROVEN", "INFERRED"));
  }

  private static MadeRecords keyOfTwoSessions() {
    var made = root("key of two sessions", id(17));
    return made.link("link", "20T15:00:00Z", user("jane"), "own", "admin", "jane", Map.of())
        .answer("link", "NONE")
        .call(
            "call",
            "20T09:00:10Z",
            made.session("deploy", id(17), "own", AT_NINE),
            deployment(17) + " KEY_REUSED")
        .call(
            "forwarded",
            "20T09:00:10Z",
            forwarded(made.federated("deploy", id(17), "own", AT_NINE)),
            deployment(17));
  }

  /// What a pipeline wrote where CloudTrail wrote no error.
  private static MadeRecords placeholders() {
    var made = new MadeRecords("placeholders");
    made.root(AT_NINE, "own", id(19), WEB_PROD, Map.of("errorCode", "-", "errorMessage", "null"));
    return called(made, id(19), deployment(19));
  }
}
