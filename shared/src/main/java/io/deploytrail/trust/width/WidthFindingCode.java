package io.deploytrail.trust.width;

/// What somebody should look at in a trust policy. None is a reason not to evaluate it.
public enum WidthFindingCode {
  OPEN_TO_ANY_ORGANIZATION,
  OPEN_TO_SEVERAL_ORGANIZATIONS,
  /// Organizations get in whose names only begin, or end, as one that is meant.
  OPEN_ENDED_ORGANIZATION,
  NO_SUBJECT_BOUND,
  CONTROL_MISSING,
  CONTROL_SPELLING_ONLY,
  WILDCARD_UNDER_EQUALS,
  KEY_NEVER_THERE,
  FOR_ALL_VALUES,
  /// Audiences and subjects that Pulumi never mints together get in.
  CROSS_PRODUCT,
  /// Nothing else gets in.
  NEVER_MINTED,
  YAML_REFUSED,
  ATTRIBUTES_REFUSED,
  DEFAULT_PROJECT_SPELT_OUT,
  /// Of environments, those of the legacy default project alone get in.
  DEFAULT_PROJECT_ALONE,
  PROVIDER_WITHOUT_PATH,
  PROVIDER_WITH_SLASH,
  PROVIDER_OF_ANOTHER_ACCOUNT,
  FEDERATED_ASSUME_ROLE,
  PROHIBITED_ELEMENT,
  TOO_LONG,
  /// The patterns are too many to be read exactly; the width is what cannot be excluded.
  NOT_EXACT,
  /// The narrowest policy keeps a token that was not seen.
  KEPT_UNSEEN,
  /// Nothing says which organizations are foreign.
  OWN_ORGANIZATIONS_UNKNOWN
}
