package io.deploytrail.athena;

import static io.deploytrail.athena.MadeRecords.subject;

/// What cases are made of, and what is often said of their calls.
final class CaseParts {
  static final String STATIC = "pulumi-deployments";
  static final String WEB_PROD = subject("web", "prod", "update");
  static final String AT_NINE = "20T09:00:00Z";
  static final String STACK = "STACK PROVEN acme/web/prod update STATIC_NAME";
  static final String NOBODYS = "SUSPECT ISSUANCE_MISSING";
  static final String PULUMIS = "PULUMI STATED ISSUANCE_MISSING";

  private CaseParts() {}

  static String id(int number) {
    return "%08d-1111-4222-8333-abcdefabcdef".formatted(number);
  }

  static String deployment(int number) {
    return "DEPLOYMENT PROVEN acme/web/prod update " + id(number) + " stated id";
  }

  static MadeRecords root(String kind, String name, String subject) {
    return new MadeRecords(kind).root(AT_NINE, "own", name, subject);
  }

  static MadeRecords root(String kind, String name) {
    return root(kind, name, WEB_PROD);
  }

  /// A call of the session that `root` made, by its key.
  static MadeRecords called(MadeRecords made, String name, String answer) {
    return made.call("call", "20T09:00:10Z", made.session("deploy", name, "own", AT_NINE), answer);
  }
}
