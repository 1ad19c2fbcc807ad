package io.deploytrail.athena;

import static io.deploytrail.athena.MadeRecords.forwarded;
import static io.deploytrail.athena.MadeRecords.subject;
import static io.deploytrail.athena.MadeRecords.user;
import static io.deploytrail.athena.MadeRecords.with;
import static io.deploytrail.athena.MadeRecords.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small input for each kind of situation in which a wrong deployment is near, without templates:
/// all of them in one trail, in one question.
class CasesIT {
  private static final String STATIC = "pulumi-deployments";
  private static final String WEB_PROD = subject("web", "prod", "update");
  private static final String AT_NINE = "20T09:00:00Z";
  private static final String STACK = "STACK PROVEN acme/web/prod update STATIC_NAME";
  private static final String NOBODYS = "SUSPECT ISSUANCE_MISSING";
  private static final String PULUMIS = "PULUMI STATED ISSUANCE_MISSING";

  private static final String SAID =
      """
      SELECT event_id, concat_ws(' ', verdict, confidence,
        IF(organization IS NOT NULL, concat_ws('/', organization, project, stack)), operation, 'version ' || CAST(version AS varchar),
        deployment_id, 'environment ' || environment, 'root ' || environment_root, 'user ' || environment_user,
        IF(cardinality(stated) > 0, 'stated ' || array_join(stated, ',')), IF(cardinality(warnings) > 0, array_join(array_sort(warnings), ','))
      ) AS said
      FROM deployment_calls
      """;

  private static String id(int number) {
    return "%08d-1111-4222-8333-abcdefabcdef".formatted(number);
  }

  private static String deployment(int number) {
    return "DEPLOYMENT PROVEN acme/web/prod update " + id(number) + " stated id";
  }

  private static MadeRecords root(String kind, String name, String subject) {
    return new MadeRecords(kind).root(AT_NINE, "own", name, subject);
  }

  private static MadeRecords root(String kind, String name) {
    return root(kind, name, WEB_PROD);
  }

  /// A call of the session that `root` made, by its key.
  private static MadeRecords called(MadeRecords made, String name, String answer) {
    return made.call("call", "20T09:00:10Z", made.session("deploy", name, "own", AT_NINE), answer);
  }

  @Test
  void eachKindIsAnsweredRightly(@TempDir Path folder) {
    var expected = new TreeMap<String, String>();
    var files = new LogFiles(folder);
    for (var kind : kinds()) {
      expected.putAll(kind.answers());
      var name = "file-" + expected.size();
      kind.recordsByDay()
          .forEach((day, records) ->
              files.deliver("2026/11/" + day, name, records.toArray(String[]::new)));
    }
    try (var engine = files.engine(Configuration.DEFAULT.withOrganizations("acme"))) {
      var said = new TreeMap<String, String>();
      engine.rows(SAID).forEach(row -> said.put("" + row.get("event_id"), "" + row.get("said")));
      said.keySet().retainAll(expected.keySet());
      assertThat(said).isEqualTo(expected);
    }
  }

  private static List<MadeRecords> kinds() {
    return List.of(
        lostInTheSameSecond(),
        linkInTheSameSecond(),
        linkOfALinkInTheSameSecond(),
        samlInTheSameSecond(),
        sovereignPartition(),
        assumedRoot(),
        longTermKey(),
        bordersOfTime(),
        serviceLink(),
        keyOnly(),
        anotherAccount(),
        arnOnly(),
        topNotKnown(),
        keyOfTwoSessions(),
        copiesASecondApart(),
        placeholders(),
        called(
            root("unknown subject", id(1), "pulumi:insights:org:acme"),
            id(1),
            "PULUMI PROVEN acme"),
        called(
            root("customer key", "x", "pulumi:cmk:pulumi.organization.login:acme"),
            "x",
            "PULUMI PROVEN acme"),
        signedOtherwise("subject's copies differ", "userName", "PULUMI PROVEN acme"),
        signedOtherwise("principal of another subject", "principalId", "PULUMI PROVEN acme"),
        signedOtherwise("provider's copies differ", "identityProvider", "NONE"),
        environment("root alone", ":rootEnvironment.name:web/prod", "root web/prod"),
        environment(
            "user first",
            ":pulumi.user.login:joe:currentEnvironment.name:web/base",
            "environment web/base user joe"),
        environment(
            "organization twice",
            ":currentEnvironment.name:web/prod:pulumi.organization.login:acme",
            "environment web/prod"),
        environment("unknown attribute", ":color:blue:pulumi.user.login:joe", "user joe"),
        called(
            root(
                "two users",
                "x",
                "pulumi:environments:pulumi.organization.login:acme:pulumi.user.login:a:pulumi.user.login:b"),
            "x",
            "PULUMI PROVEN acme"),
        called(
            root("copied name", "acme-web-prod-" + id(2), subject("api", "dev", "update")),
            "acme-web-prod-" + id(2),
            "STACK PROVEN acme/api/dev update NAME_CONTRADICTS_SUBJECT"),
        called(
            root("half a copied name", "acme-web-dev-" + id(3), subject("api", "dev", "update")),
            "acme-web-dev-" + id(3),
            "STACK PROVEN acme/api/dev update"),
        called(
            root("another template", "acme-prod-web-" + id(4)),
            "acme-prod-web-" + id(4),
            deployment(4)),
        called(root("literal id", "tenant-" + id(5)), "tenant-" + id(5), deployment(5)),
        called(
            root("stack of a digit", "acme-web-0-" + id(6), subject("web", "0", "update")),
            "acme-web-0-" + id(6),
            deployment(6).replace("prod", "0")),
        called(
            root("stack that is an id", id(7), subject("web", id(7), "update")),
            id(7),
            "STACK PROVEN acme/web/" + id(7) + " update STATIC_NAME"),
        copiedId(),
        idAtOnce(),
        idOfOneRun());
  }

  /// One of the copies of what was signed says something else.
  private static MadeRecords signedOtherwise(String kind, String field, String answer) {
    var made = new MadeRecords(kind);
    var provider = made.provider();
    var identity =
        Map.<String, Object>of(
            "type",
            "WebIdentityUser",
            "principalId",
            provider + ":aws:acme:" + WEB_PROD,
            "userName",
            WEB_PROD,
            "identityProvider",
            provider);
    var other = with(identity, field, identity.get(field) + ".other");
    made.root(AT_NINE, "own", "x", WEB_PROD, Map.of("userIdentity", other));
    return called(made, "x", answer);
  }

  /// Two deployments of one push have one static name; the issuance of one is lost.
  private static MadeRecords lostInTheSameSecond() {
    var made = root("lost in the same second", STATIC);
    return called(made, STATIC, STACK)
        .call("lost", "20T09:00:10Z", made.federated("deploy", STATIC, "lost", AT_NINE), PULUMIS)
        .call("bare", "20T09:00:10Z", made.session("deploy", STATIC, "lost", AT_NINE), NOBODYS);
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

  /// What a pipeline wrote where CloudTrail wrote no error.
  private static MadeRecords placeholders() {
    var made = new MadeRecords("placeholders");
    made.root(AT_NINE, "own", id(19), WEB_PROD, Map.of("errorCode", "-", "errorMessage", "null"));
    return called(made, id(19), deployment(19));
  }

  private static MadeRecords environment(String kind, String attributes, String said) {
    var subject = "pulumi:environments:pulumi.organization.login:acme" + attributes;
    return called(root(kind, id(20), subject), id(20), "ENVIRONMENT PROVEN acme " + said);
  }

  private static MadeRecords copiedId() {
    var name = "pulumi-" + id(21);
    var made = root("copied id", name);
    return called(made, name, deployment(21))
        .root(
            "21T09:00:00Z",
            "copy",
            name.toUpperCase(Locale.ROOT).replace("PULUMI", "pulumi"),
            subject("api", "dev", "update"))
        .root("22T09:00:00Z", "later", name, WEB_PROD)
        .call(
            "copy",
            "21T09:00:10Z",
            made.session(
                "deploy",
                name.toUpperCase(Locale.ROOT).replace("PULUMI", "pulumi"),
                "copy",
                "21T09:00:00Z"),
            "STACK PROVEN acme/api/dev update ID_REUSED")
        .call(
            "later",
            "22T09:00:10Z",
            made.session("deploy", name, "later", "22T09:00:00Z"),
            "STACK PROVEN acme/web/prod update ID_REUSED");
  }

  private static MadeRecords idAtOnce() {
    var name = "pulumi-" + id(22);
    var made =
        root("id at once", name)
            .root("20T09:00:05Z", "copy", name, subject("api", "dev", "update"));
    return called(made, name, "STACK PROVEN acme/web/prod update ID_REUSED")
        .call(
            "copy",
            "20T09:00:10Z",
            made.session("deploy", name, "copy", "20T09:00:05Z"),
            "STACK PROVEN acme/api/dev update ID_REUSED");
  }

  /// A deployment buys again while it runs.
  private static MadeRecords idOfOneRun() {
    var name = "pulumi-" + id(23);
    var made = root("id of one run", name).root("20T09:59:59Z", "again", name, WEB_PROD);
    return called(made, name, deployment(23))
        .call(
            "again",
            "20T10:10:00Z",
            made.session("deploy", name, "again", "20T09:59:59Z"),
            deployment(23));
  }
}
