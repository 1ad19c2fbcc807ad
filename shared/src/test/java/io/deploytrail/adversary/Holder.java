package io.deploytrail.adversary;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Who holds credentials and signs calls with them: a session, an IAM user, or a service.
///
/// `name` is the session's name, or the user's or service's; `token` is what bought a root session,
/// `parent` who bought another one. Two holders are the same only if they are one object.
final class Holder {
  /// How the credentials came about.
  enum Kind {
    WEB_IDENTITY,
    LINK,
    SAML,
    /// The root of a member account, by `AssumeRoot`.
    MEMBER_ROOT,
    USER,
    SERVICE
  }

  final Kind kind;
  final String key;
  final Role role;
  final String name;
  final Instant created;
  final Instant expires;
  final Optional<Token> token;
  final Optional<Holder> parent;
  final Truth truth;

  /// The service that bought the session for its parent; empty if the parent did.
  final String through;

  Holder(
      Kind kind,
      String key,
      Role role,
      String name,
      Instant created,
      Instant expires,
      Optional<Token> token,
      Optional<Holder> parent,
      Truth truth,
      String through) {
    this.kind = requireNonNull(kind, "kind");
    this.key = requireNonNull(key, "key");
    this.role = requireNonNull(role, "role");
    this.name = requireNonNull(name, "name");
    this.created = requireNonNull(created, "created");
    this.expires = requireNonNull(expires, "expires");
    this.token = requireNonNull(token, "token");
    this.parent = requireNonNull(parent, "parent");
    this.truth = requireNonNull(truth, "truth");
    this.through = requireNonNull(through, "through");
  }

  boolean isSession() {
    return kind != Kind.USER && kind != Kind.SERVICE;
  }

  /// Whether it is the session of an assumed role, which has a session name.
  boolean isRoleSession() {
    return isSession() && kind != Kind.MEMBER_ROOT;
  }

  String account() {
    return role.account();
  }

  String principal() {
    return switch (kind) {
      case WEB_IDENTITY, LINK, SAML -> role.principal(name);
      case MEMBER_ROOT -> role.account();
      case USER, SERVICE -> role.id();
    };
  }

  /// The first of its chain.
  Holder root() {
    var top = this;
    while (top.parent.isPresent() && top.isSession()) {
      top = top.parent.get();
    }
    return top;
  }

  /// The provider that its own token came from; empty if no token bought it.
  String provider() {
    return token.map(Token::provider).orElse("");
  }

  boolean isDeployment() {
    return truth.kind() == Truth.Kind.DEPLOYMENT;
  }

  @Override
  public String toString() {
    return kind + " " + key + " " + principal() + " of " + created;
  }
}
