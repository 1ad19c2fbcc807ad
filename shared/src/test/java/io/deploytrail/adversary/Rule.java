package io.deploytrail.adversary;

/// The rules that a wrong answer breaks, as the project's design says them.
enum Rule {
  KEY_AT_A_TIE("a record with a key that no service forwarded is tied by that key alone"),
  PRINCIPAL_AT_A_TIE("a tie contradicts nothing that AWS wrote: the principal id differs"),
  DATE_AT_A_TIE("a tie contradicts nothing that AWS wrote: the creation date differs"),
  ACCOUNT_AT_A_TIE("a tie contradicts nothing that AWS wrote: the session's own account differs"),
  PROVIDER_AT_A_TIE("a record that names a web identity provider is of a root that it minted"),
  PROVIDER_AT_A_LINK(
      "a record that names a web identity provider belongs to a chain whose root that provider minted"),
  SAML_IS_A_LINK(
      "AssumeRoleWithSAML is a foreign root: its session fits a record without key and provider"),
  FORWARDED_WITHOUT_PROVIDER(
      "without key and provider INFERRED at best, AMBIGUOUS if a known link fits as well"),
  ONE_ID("the first root that states an id owns it; every other is STACK, the id a clue"),
  ONE_VERSION("a version stated under two operations, or after all earlier ones, is a clue"),
  COPIED_NAME_WITHOUT_TEMPLATE(
      "no template: a name that fits the well-known one, never with all signed names, contradicts"),
  SIGNED_NAMES("organization, project, stack and operation come from the signed subject alone"),
  SIGNED_TWICE("one copy of what AWS signed was changed: never a guess which one holds"),
  SUBJECTS("an environment, a customer-managed key or a form not known names no deployment"),
  STATED("fields that only the session name says are listed in stated"),
  LOST_NAME(
      "a lost issuance: only what that session's own name says, and Pulumi's provider proven"),
  NOBODY("a record of nobody stays nobody's"),
  RIGHT_AMONG_CANDIDATES("AMBIGUOUS has the right one among its candidates"),
  NO_CONFIDENCE("NONE, SUSPECT and AMBIGUOUS carry no confidence; the first two no deployment"),
  KEY_REUSED("KEY_REUSED only where two sessions of that key are known"),
  PARTITION("any partition: the provider counts, not the partition"),
  UNCHANGED("what changes nothing for a record leaves its answer as it was"),
  TIED_STAYS("other people's sessions take away no answer that key or provider tie");

  final String says;

  Rule(String says) {
    this.says = says;
  }
}
