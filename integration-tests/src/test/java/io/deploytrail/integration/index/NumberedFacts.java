package io.deploytrail.integration.index;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Facts of one deployment's sessions, and callers, by number.
final class NumberedFacts {
  static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private NumberedFacts() {}

  static Root root(int number, String key, String name, Instant at) {
    return new Root(
        event(number, "AssumeRoleWithWebIdentity", at), session(key, name, at), identity());
  }

  static WebIdentity identity() {
    return new WebIdentity(
        "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
        "acme",
        "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write");
  }

  static Link link(int number, Caller caller, String key, String name) {
    var at = START.plusSeconds(300);
    return new Link(event(number, "AssumeRole", at), session(key, name, at), caller);
  }

  static DeniedAttempt denied(int number) {
    return new DeniedAttempt(
        event(number, "AssumeRoleWithWebIdentity", START.plusSeconds(number)),
        identity(),
        Optional.of("arn:aws:iam::111122223333:role/deploy"),
        Optional.of("web-v3"),
        "AccessDenied",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Event event(int number, String name, Instant at) {
    return new Event(
        new UUID(0, number).toString(),
        at,
        Optional.of(name.startsWith("AssumeRole") ? "sts.amazonaws.com" : "s3.amazonaws.com"),
        Optional.of(name),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        Optional.empty(),
        Optional.empty());
  }

  static Session session(String key, String name, Instant at) {
    return new Session(
        new AccessKeyId(key),
        new PrincipalId("AROADEPLOY:" + name),
        Optional.of("arn:aws:sts::111122223333:assumed-role/deploy/" + name),
        Optional.of("arn:aws:iam::111122223333:role/deploy"),
        at,
        at.plus(Duration.ofHours(1)),
        List.of(),
        Optional.empty());
  }

  /// The identity that calls of that session carry.
  static Caller caller(Session session) {
    return caller(session, Optional.of(session.accessKey()), Optional.of(session.issuedAt()));
  }

  static Caller caller(Session session, Optional<AccessKeyId> key, Optional<Instant> created) {
    return new Caller(
        Optional.of("AssumedRole"),
        Optional.of(session.principal()),
        key,
        session.assumedRole(),
        Optional.of("111122223333"),
        created,
        Optional.empty(),
        Optional.empty());
  }

  /// The target account's half of a cross-account call: the principal alone.
  static Caller half(Session session) {
    return new Caller(
        Optional.of("AWSAccount"),
        Optional.of(session.principal()),
        Optional.empty(),
        Optional.empty(),
        Optional.of("111122223333"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
