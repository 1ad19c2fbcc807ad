package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// The `sub` claim of a token that Pulumi signed.
///
/// A parser module: the forms are those of Pulumi's "OIDC claims" pages for Deployments and for
/// ESC. What is not one of them is [Foreign] and kept verbatim; parsing never fails.
public sealed interface Subject {
  /// The claim as it was signed.
  String text();

  /// The organization that it names; [Foreign] names none.
  default Optional<String> namedOrganization() {
    return switch (this) {
      case Deployment(_, var stack, _) -> Optional.of(stack.organization());
      case Environment environment -> Optional.of(environment.organization());
      case CustomerManagedKey(_, var organization) -> Optional.of(organization);
      case Foreign _ -> Optional.empty();
    };
  }

  /// Reads a claim; linear in its length.
  static Subject parse(String text) {
    return SubjectParser.parse(text);
  }

  /// `pulumi:deploy:org:<org>:project:<project>:stack:<stack>:operation:<operation>:scope:write`
  record Deployment(String text, StackName stack, String operation) implements Subject {
    public Deployment {
      requireNonNull(text, "text");
      requireNonNull(stack, "stack");
      requireNonNull(operation, "operation");
    }
  }

  /// An ESC session. `name` is the environment that was opened, `<project>/<environment>`,
  /// `<environment>` in the old form, `<yaml>` verbatim; `root` the environment that imports it,
  /// and `user` the person who opened it, each as far as the subject's attributes name them.
  record Environment(
      String text,
      String organization,
      Optional<String> name,
      Optional<String> root,
      Optional<String> user)
      implements Subject {
    public Environment {
      requireNonNull(text, "text");
      requireNonNull(organization, "organization");
      requireNonNull(name, "name");
      requireNonNull(root, "root");
      requireNonNull(user, "user");
    }
  }

  /// Pulumi Cloud itself, using a customer's KMS key: `pulumi:cmk:pulumi.organization.login:<org>`
  record CustomerManagedKey(String text, String organization) implements Subject {
    public CustomerManagedKey {
      requireNonNull(text, "text");
      requireNonNull(organization, "organization");
    }
  }

  /// A subject of no known form.
  record Foreign(String text) implements Subject {
    public Foreign {
      requireNonNull(text, "text");
    }
  }
}
