package io.deploytrail.athena;

import static io.deploytrail.athena.CaseParts.AT_NINE;
import static io.deploytrail.athena.CaseParts.WEB_PROD;
import static io.deploytrail.athena.CaseParts.called;
import static io.deploytrail.athena.CaseParts.deployment;
import static io.deploytrail.athena.CaseParts.id;
import static io.deploytrail.athena.CaseParts.root;
import static io.deploytrail.athena.MadeRecords.subject;
import static io.deploytrail.athena.MadeRecords.with;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Cases of what a session's subject and name say.
final class NameCases {
  private static final String UNREAD = "STACK PROVEN acme/web/prod update";

  private NameCases() {}

  /// All of them.
  static List<MadeRecords> kinds() {
    return List.of(
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
        // Whether a name is static is not known where a number in it may be a version.
        called(root("unread version", "web.v017"), "web.v017", UNREAD),
        called(root("unread run", "ci_117"), "ci_117", UNREAD),
        called(root("unread version alone", "9"), "9", UNREAD),
        called(root("digits in a word", "k8s-deploy2"), "k8s-deploy2", CaseParts.STACK),
        called(
            root("stack of digits", "web-2026", subject("web", "2026", "update")),
            "web-2026",
            CaseParts.STACK.replace("prod", "2026")),
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
