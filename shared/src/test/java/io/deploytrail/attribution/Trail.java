package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A trail in the making: issues sessions, calls with them, and asks the rules.
final class Trail {
  static final String PULUMI = "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  final InMemorySessionIndex index;
  private final AtomicInteger events = new AtomicInteger();

  Trail() {
    this(Configuration.DEFAULT);
  }

  /// A trail whose index is told these templates: they say which version a name states.
  Trail(Configuration configuration) {
    this.index = new InMemorySessionIndex(configuration.names());
  }

  static String subject(String stack) {
    var names = stack.split("/");
    return "pulumi:deploy:org:%s:project:%s:stack:%s:operation:update:scope:write"
        .formatted((Object[]) names);
  }

  Attribution ask(Call call, Configuration configuration) {
    return configuration.attributor(index).attribute(call);
  }

  Attribution ask(Call call) {
    return ask(call, Configuration.DEFAULT);
  }

  Root root(String key, String name, String subject, Instant at) {
    return root(key, name, subject, at, PULUMI);
  }

  Root root(String key, String name, String subject, Instant at, String provider) {
    var root =
        new Root(
            event("AssumeRoleWithWebIdentity", at),
            session(key, "AROADEPLOY", name, at),
            new WebIdentity(provider, "acme", subject));
    index.add(root);
    return root;
  }

  Link link(Caller caller, String key, String role, String name, Instant at) {
    var link = new Link(event("AssumeRole", at), session(key, role, name, at), caller);
    index.add(link);
    return link;
  }

  static Session session(String key, String role, String name, Instant at) {
    return new Session(
        new AccessKeyId(key),
        new PrincipalId(role + ":" + name),
        Optional.of("arn:aws:sts::111122223333:assumed-role/" + role + "/" + name),
        Optional.of("arn:aws:iam::111122223333:role/" + role),
        at,
        at.plus(Duration.ofHours(1)),
        List.of(),
        Optional.empty());
  }

  Event event(String name, Instant at) {
    var source = name.startsWith("AssumeRole") ? "sts.amazonaws.com" : "s3.amazonaws.com";
    return event(
        "event-" + events.incrementAndGet(), source, name, at, Optional.empty(), Optional.empty());
  }

  static Event event(
      String id,
      String source,
      String name,
      Instant at,
      Optional<String> shared,
      Optional<String> corrects) {
    return new Event(
        id,
        at,
        Optional.of(source),
        Optional.of(name),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        shared,
        corrects);
  }

  Call call(Caller caller, Instant at) {
    return new Call(event("CreateBucket", at), caller, Optional.empty(), Optional.empty());
  }

  /// The call that a link is.
  static Call call(Link link) {
    return new Call(link.event(), link.caller(), Optional.empty(), Optional.of(link.session()));
  }

  /// The full identity that calls of that session carry.
  static Caller caller(Session session) {
    return new Caller(
        Optional.of("AssumedRole"),
        Optional.of(session.principal()),
        Optional.of(session.accessKey()),
        session.assumedRole(),
        Optional.of("111122223333"),
        Optional.of(session.issuedAt()),
        Optional.empty(),
        Optional.empty());
  }

  /// An assumed-role caller of whom that much is known.
  static Caller caller(
      String principal,
      Optional<String> key,
      Optional<Instant> created,
      Optional<String> provider) {
    return new Caller(
        Optional.of("AssumedRole"),
        Optional.of(new PrincipalId(principal)),
        key.map(AccessKeyId::new),
        Optional.empty(),
        Optional.of("111122223333"),
        created,
        provider,
        Optional.empty());
  }

  /// That caller, for whom a service made the call.
  static Caller forwarded(Caller caller) {
    return new Caller(
        caller.type(),
        caller.principal(),
        caller.accessKey(),
        caller.arn(),
        caller.account(),
        caller.sessionCreated(),
        caller.federatedProvider(),
        Optional.of("cloudformation.amazonaws.com"));
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

  static Caller iamUser() {
    return new Caller(
        Optional.of("IAMUser"),
        Optional.of(new PrincipalId("AIDAEXAMPLE")),
        Optional.of(new AccessKeyId("AKIAEXAMPLE")),
        Optional.of("arn:aws:iam::111122223333:user/mallory"),
        Optional.of("111122223333"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
