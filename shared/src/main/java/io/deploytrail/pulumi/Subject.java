package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

/// The `sub` claim of a token that Pulumi signed.
///
/// A parser module: the forms are those of Pulumi's "OIDC claims" pages for Deployments and for
/// ESC. What is not one of them is [Foreign] and kept verbatim; parsing never fails.
public sealed interface Subject {
  /// The claim as it was signed.
  String text();

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

  /// An ESC environment; `name` is `<project>/<environment>`, `<environment>` in the old form,
  /// `<yaml>` verbatim.
  record Environment(String text, String organization, String name) implements Subject {
    public Environment {
      requireNonNull(text, "text");
      requireNonNull(organization, "organization");
      requireNonNull(name, "name");
    }
  }

  /// A subject of no known form.
  record Foreign(String text) implements Subject {
    public Foreign {
      requireNonNull(text, "text");
    }
  }
}
