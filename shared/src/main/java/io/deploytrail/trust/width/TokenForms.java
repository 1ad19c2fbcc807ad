package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.Signs.SignClass.ANY;
import static io.deploytrail.trust.width.Signs.SignClass.NAME;
import static io.deploytrail.trust.width.Signs.SignClass.OPERATION;
import static io.deploytrail.trust.width.Signs.SignClass.VALUE;
import static io.deploytrail.trust.width.TokenForm.START;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The tokens that Pulumi mints.
///
/// Sources: Pulumi's "OIDC claims" pages for Deployments and for ESC; the forms are those of
/// [io.deploytrail.pulumi.Subject]. A subject of a known kind in a form that these pages do not
/// know is not minted; a subject of another kind may be anything.
final class TokenForms {
  /// The audience of ESC, before the organization.
  static final String AWS = "aws:";

  /// The audience is the organization: Deployments, and ESC's legacy default project.
  static final String PLAIN = "";

  private static final String YAML = "<yaml>";
  private static final String OF_ORGANIZATION = "pulumi.organization.login";
  private static final String OPENED = "currentEnvironment.name";
  private static final String ROOT = "rootEnvironment.name";
  private static final String USER = "pulumi.user.login";
  private static final List<String> ATTRIBUTES = List.of(OPENED, ROOT, USER);

  static final List<TokenForm> MINTED =
      List.of(
          deployments(PLAIN),
          environments(AWS, true, true),
          environments(PLAIN, false, true),
          customerManagedKeys(AWS),
          others(PLAIN),
          others(AWS));

  /// What a policy may let in though Pulumi does not mint it: a deployment with ESC's audience, and
  /// an environment of a project, or a key session, with that of Deployments.
  static final List<TokenForm> CROSSED =
      List.of(deployments(AWS), environments(PLAIN, true, false), customerManagedKeys(PLAIN));

  private TokenForms() {}

  private static TokenForm deployments(String audience) {
    var form = new TokenForm(TokenKind.DEPLOYMENT, audience);
    var at = form.text(List.of(START), "pulumi:deploy:org:");
    at = form.word(at, NAME, TokenPart.ORGANIZATION);
    at = form.word(form.text(at, ":project:"), NAME, TokenPart.PROJECT);
    at = form.word(form.text(at, ":stack:"), NAME, TokenPart.STACK);
    at = form.word(form.text(at, ":operation:"), OPERATION, TokenPart.OPERATION);
    form.end(form.text(at, ":scope:write"));
    return form;
  }

  private static TokenForm customerManagedKeys(String audience) {
    var form = new TokenForm(TokenKind.CUSTOMER_MANAGED_KEY, audience);
    var at = form.text(List.of(START), "pulumi:cmk:" + OF_ORGANIZATION + ":");
    form.end(form.word(at, NAME, TokenPart.ORGANIZATION));
    return form;
  }

  private static TokenForm others(String audience) {
    var form = new TokenForm(TokenKind.OTHER, audience);
    var at = form.text(form.organizationInAudience(), "pulumi:");
    at = form.wordExcept(at, VALUE, TokenPart.KIND, Set.of("deploy", "environments", "cmk"));
    form.end(at);
    at = form.text(at, ":");
    form.end(at);
    form.end(form.word(at, ANY, TokenPart.TEXT));
    return form;
  }

  /// `hasProjects` says whether the forms `<project>/<environment>` are among them, `hasOthers`
  /// whether those without a `/` are.
  private static TokenForm environments(String audience, boolean hasProjects, boolean hasOthers) {
    var form = new TokenForm(TokenKind.ENVIRONMENT, audience);
    var at = form.text(List.of(START), "pulumi:environments:org:");
    at = form.text(form.word(at, NAME, TokenPart.ORGANIZATION), ":env:");
    if (hasProjects) {
      var named = inProject(form, at, TokenPart.PROJECT, TokenPart.ENVIRONMENT);
      form.end(named);
      form.end(form.text(named, ":" + YAML));
    }
    if (hasOthers) {
      var named = form.word(at, NAME, TokenPart.PROJECT);
      form.end(named);
      form.end(form.text(named, ":" + YAML));
      form.unnamedEnd(form.text(at, YAML));
      attributes(form, hasProjects);
    }
    return form;
  }

  private static List<Integer> inProject(
      TokenForm form, List<Integer> from, TokenPart project, TokenPart environment) {
    return form.word(form.text(form.word(from, NAME, project), "/"), NAME, environment);
  }

  /// Any subset of the attributes, in any order, or one that is not known. The first that names an
  /// environment is what bounds the token.
  private static void attributes(TokenForm form, boolean hasProjects) {
    var start = form.text(List.of(START), "pulumi:environments:" + OF_ORGANIZATION + ":");
    // By the set of attributes that stand, and whether one of them names an environment.
    var nodes = new ArrayList<List<Integer>>();
    for (var state = 0; state < 2 << ATTRIBUTES.size(); state++) {
      nodes.add(new ArrayList<>());
    }
    nodes.getFirst().addAll(form.word(start, NAME, TokenPart.ORGANIZATION));
    for (var state = 0; state < nodes.size(); state++) {
      var at = nodes.get(state);
      if (at.isEmpty()) {
        continue;
      }
      var isNamed = (state & 1) == 1;
      for (var attribute = 0; attribute < ATTRIBUTES.size(); attribute++) {
        var stands = 2 << attribute;
        if ((state & stands) == 0) {
          var key = ATTRIBUTES.get(attribute);
          var value = form.text(at, ":" + key + ":");
          if (key.equals(USER)) {
            nodes.get(state | stands).addAll(form.word(value, VALUE, TokenPart.TEXT));
          } else {
            nodes.get(state | stands).addAll(form.text(value, YAML));
            nodes.get(state | stands | 1).addAll(named(form, value, hasProjects, isNamed));
          }
        }
      }
      if (isNamed) {
        form.end(at);
      } else {
        form.unnamedEnd(at);
      }
    }
    var unknown =
        form.wordExcept(
            form.text(nodes.getFirst(), ":"),
            NAME,
            TokenPart.TEXT,
            Set.of(OF_ORGANIZATION, OPENED, ROOT, USER));
    form.unnamedEnd(form.word(form.text(unknown, ":"), VALUE, TokenPart.TEXT));
  }

  private static List<Integer> named(
      TokenForm form, List<Integer> from, boolean hasProjects, boolean isNamed) {
    var project = isNamed ? TokenPart.TEXT : TokenPart.PROJECT;
    var named = new ArrayList<>(form.word(from, NAME, project));
    if (hasProjects) {
      named.addAll(
          inProject(form, from, project, isNamed ? TokenPart.TEXT : TokenPart.ENVIRONMENT));
    }
    return named;
  }
}
