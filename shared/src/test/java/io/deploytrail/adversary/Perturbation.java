package io.deploytrail.adversary;

import java.util.function.Predicate;

/// The kinds of what may happen to a world. Each does it once, and says whether it found something
/// to do it to; the answers to all records stay right or become weaker, or more by its [Effect].
enum Perturbation {
  // Lost, doubled, delayed, cut
  LOSE_A_ROOT(stage -> Pipeline.loseOne(stage, Pipeline::isRoot)),
  LOSE_SOME_ROOTS(stage -> Pipeline.loseSome(stage, 40, Pipeline::isRoot)),
  LOSE_ALL_ROOTS(stage -> Pipeline.loseSome(stage, 100, Pipeline::isRoot)),
  LOSE_LINKS(stage -> Pipeline.loseSome(stage, 40, Pipeline::isLink)),
  LOSE_CALLERS_COPY(stage ->
      Pipeline.loseSome(stage, 60, deed -> Pipeline.isAcross(deed) && !deed.isTargetsCopy())),
  LOSE_TARGETS_COPY(stage ->
      Pipeline.loseSome(stage, 60, deed -> Pipeline.isAcross(deed) && deed.isTargetsCopy())),
  LOSE_ANYTHING(stage -> Pipeline.loseSome(stage, 30, _ -> true)),
  DOUBLE(Effect.UNCHANGED, Pipeline::doubleSome),
  DELAY(Effect.UNCHANGED, Pipeline::shuffle),
  CUT(stage -> Pipeline.cut(stage, 20, _ -> true)),
  CUT_ISSUANCES(stage -> Pipeline.cut(stage, 50, deed -> deed.issued.isPresent())),

  // Fields left out
  DROP_KEY(stage -> FieldEdits.dropKey(stage, _ -> true)),
  DROP_PRINCIPAL(stage -> FieldEdits.dropPrincipal(stage, _ -> true)),
  DROP_CREATION_DATE(stage -> FieldEdits.dropDate(stage, _ -> true)),
  DROP_PROVIDER(stage -> FieldEdits.dropProvider(stage, _ -> true)),
  DROP_ACCOUNT(stage -> FieldEdits.dropAccount(stage, _ -> true)),
  DROP_ARN(stage -> FieldEdits.drop(stage, 50, _ -> true, "/userIdentity/arn")),
  DROP_KEY_AND_PRINCIPAL(stage ->
      FieldEdits.dropKey(stage, Pipeline::isCall)
          && FieldEdits.dropPrincipal(stage, Pipeline::isCall)),
  DROP_KEY_AND_DATE(stage ->
      FieldEdits.dropKey(stage, Pipeline::isCall) && FieldEdits.dropDate(stage, Pipeline::isCall)),
  DROP_KEY_AND_PROVIDER(stage ->
      FieldEdits.dropKey(stage, Pipeline::isCall)
          && FieldEdits.dropProvider(stage, Pipeline::isCall)),
  DROP_CONTEXT(stage -> FieldEdits.drop(stage, 50, _ -> true, "/userIdentity/sessionContext")),
  DROP_IDENTITY(stage -> FieldEdits.drop(stage, 30, _ -> true, "/userIdentity")),
  DROP_REQUEST(stage -> FieldEdits.drop(stage, 50, _ -> true, "/requestParameters")),
  DROP_RESPONSE(stage -> FieldEdits.drop(stage, 40, _ -> true, "/responseElements")),
  DROP_EXPIRATION(
      stage -> FieldEdits.drop(stage, 60, _ -> true, "/responseElements/credentials/expiration")),
  DROP_SHARED_ID(stage -> FieldEdits.drop(stage, 60, Pipeline::isAcross, "/sharedEventID")),
  DROP_ANYTHING_OF_CALLS(stage -> FieldEdits.dropAnything(stage, Pipeline::isCall)),
  DROP_ANYTHING_OF_ISSUANCES(
      stage -> FieldEdits.dropAnything(stage, deed -> deed.issued.isPresent())),

  // Another type, and what exporters write
  CHANGE_TYPE_IN_CALLS(stage -> FieldEdits.changeType(stage, Pipeline::isCall)),
  CHANGE_TYPE_IN_ISSUANCES(stage -> FieldEdits.changeType(stage, deed -> deed.issued.isPresent())),
  ERROR_PLACEHOLDERS(Effect.UNCHANGED, Pipeline::placeholders),
  CORRECT(Pipeline::correct),

  // One copy of what stands twice
  SHIFT_CREATION_DATE(stage -> FieldEdits.shiftDate(stage, 1)),
  SHIFT_CREATION_DATE_FAR(stage -> FieldEdits.shiftDate(stage, 60)),
  SHIFT_ROOT(stage -> FieldEdits.shiftIssuance(stage, Pipeline::isRoot)),
  SHIFT_A_COPY_OF_A_LINK(stage ->
      FieldEdits.shiftIssuance(stage, deed -> Pipeline.isAcross(deed) && deed.isTargetsCopy())),
  CHANGE_CALLERS_ACCOUNT(stage -> FieldEdits.otherAccount(stage, "/userIdentity/accountId")),
  CHANGE_RECIPIENT(stage -> FieldEdits.otherAccount(stage, "/recipientAccountId")),
  CHANGE_NAME_IN_PRINCIPAL(
      stage -> FieldEdits.otherName(stage, Pipeline::isCall, "/userIdentity/principalId")),
  CHANGE_NAME_IN_ARN(stage -> FieldEdits.otherName(stage, Pipeline::isCall, "/userIdentity/arn")),
  CHANGE_REQUESTED_NAME(
      stage -> FieldEdits.otherName(stage, Pipeline::isRoot, "/requestParameters/roleSessionName")),
  CHANGE_ISSUED_NAME(stage ->
      FieldEdits.otherName(
          stage, Pipeline::isRoot, "/responseElements/assumedRoleUser/assumedRoleId")),
  CHANGE_ISSUED_ARN(stage ->
      FieldEdits.otherName(stage, Pipeline::isRoot, "/responseElements/assumedRoleUser/arn")),
  CHANGE_SUBJECT_IN_RESPONSE(
      stage -> FieldEdits.otherSubject(stage, "/responseElements/subjectFromWebIdentityToken")),
  CHANGE_SUBJECT_IN_IDENTITY(stage -> FieldEdits.otherSubject(stage, "/userIdentity/userName")),
  CHANGE_AUDIENCE(FieldEdits::otherAudience),
  CHANGE_PROVIDER_IN_RESPONSE(
      stage -> FieldEdits.otherProviderIssued(stage, "/responseElements/provider")),
  CHANGE_PROVIDER_IN_IDENTITY(
      stage -> FieldEdits.otherProviderIssued(stage, "/userIdentity/identityProvider")),
  CHANGE_PROVIDER_OF_CALLS(FieldEdits::otherProvider),
  CHANGE_SHARED_ID(FieldEdits::otherSharedId),
  CHANGE_KIND_OF_CALLER(FieldEdits::otherType),

  // Another partition
  SOVEREIGN_PARTITION(Effect.UNCHANGED, stage -> Pipeline.move(stage, "aws-eusc")),
  UNKNOWN_PARTITION(Effect.UNCHANGED, stage -> Pipeline.move(stage, "aws-iso-b")),

  // Mallory's AssumeRole
  ASSUME_ROLE_IN_THE_SAME_SECOND(Effect.TIED_STAYS, by(mallory -> mallory.assumeRole("", false))),
  ASSUME_ROLE_LOST(Effect.TIED_STAYS, by(mallory -> mallory.assumeRole("", true))),
  ASSUME_ROLE_THROUGH_A_SERVICE(
      Effect.TIED_STAYS, by(mallory -> mallory.assumeRole("cloudformation.amazonaws.com", false))),
  ASSUME_ROLE_A_SECOND_LATER(Effect.TIED_STAYS, by(Mallory::assumeRoleLater)),
  ASSUME_HOP(Effect.TIED_STAYS, by(mallory -> mallory.assumeHop(false))),
  ASSUME_HOP_LOST(Effect.TIED_STAYS, by(mallory -> mallory.assumeHop(true))),
  BY_A_SERVICE(Effect.TIED_STAYS, by(mallory -> mallory.service(false))),
  BY_A_SERVICE_LOST(Effect.TIED_STAYS, by(mallory -> mallory.service(true))),
  SAML(Effect.TIED_STAYS, by(mallory -> mallory.saml(false))),
  SAML_LOST(Effect.TIED_STAYS, by(mallory -> mallory.saml(true))),
  SAML_AT_A_HOP(Effect.TIED_STAYS, by(mallory -> mallory.samlHop(false))),
  ROLE_MADE_ANEW(Effect.TIED_STAYS, by(mallory -> mallory.roleMadeAnew(false))),
  ROLE_MADE_ANEW_LOST(Effect.TIED_STAYS, by(mallory -> mallory.roleMadeAnew(true))),
  ASSUME_ROOT(Effect.TIED_STAYS, by(mallory -> mallory.assumeRoot(false))),
  ASSUME_ROOT_LOST(Effect.TIED_STAYS, by(mallory -> mallory.assumeRoot(true))),
  NAMES_LIKE_PULUMIS(Effect.TIED_STAYS, by(Mallory::looksLikePulumi)),
  CHAIN_OF_NAMES(Effect.TIED_STAYS, by(Mallory::chain)),

  // Other providers' tokens
  WORKFLOW_IN_THE_SAME_SECOND(Effect.TIED_STAYS, byToken(tokens -> tokens.workflow(false))),
  WORKFLOW_LOST(Effect.TIED_STAYS, byToken(tokens -> tokens.workflow(true))),
  WORKFLOW_AT_A_HOP(Effect.TIED_STAYS, byToken(tokens -> tokens.workflowAtHop(false))),
  WORKFLOW_AT_A_HOP_LOST(Effect.TIED_STAYS, byToken(tokens -> tokens.workflowAtHop(true))),
  SECOND_ISSUER(
      Effect.TIED_STAYS, like("arn:%s:iam::111122223333:oidc-provider/api.pulumi.com/oidc/v2")),
  ISSUER_IN_ANOTHER_CASE(
      Effect.TIED_STAYS, like("arn:%s:iam::111122223333:oidc-provider/API.pulumi.com/oidc")),
  ISSUER_BEHIND_A_PATH(
      Effect.TIED_STAYS,
      like(
          "arn:%s:iam::111122223333:oidc-provider/evil.example/oidc-provider/api.pulumi.com/oidc")),
  PARTITION_SPELLED_ODDLY(
      Effect.TIED_STAYS, like("arn:%sX:iam::111122223333:oidc-provider/api.pulumi.com/oidc")),

  // Stacks of his own
  COPY_AN_ID(byToken(tokens -> tokens.copyByStack(Perturbation::saysAnId, 900, false))),
  COPY_AN_ID_AT_ONCE(byToken(tokens -> tokens.copyByStack(Perturbation::saysAnId, 4, false))),
  COPY_AN_ID_OF_A_LOST_ONE(
      byToken(tokens -> tokens.copyByStack(Perturbation::saysAnId, 900, true))),
  COPY_AN_ID_BY_OPERATION(byToken(tokens -> tokens.copyByOperation(Perturbation::saysAnId, 900))),
  COPY_AN_ID_BY_A_LATER_RUN(byToken(tokens -> tokens.copyByRun(Perturbation::saysAnId, 9000))),
  COPY_AN_ID_WHILE_IT_RUNS(byToken(tokens -> tokens.copyByRun(Perturbation::saysAnId, 900))),
  COPY_AN_ID_FROM_OUTSIDE(byToken(tokens -> tokens.copyByForeigner(Perturbation::saysAnId))),
  COPY_A_VERSION(byToken(tokens -> tokens.copyByStack(Perturbation::saysAVersion, 900, false))),
  COPY_A_VERSION_BY_OPERATION(
      byToken(tokens -> tokens.copyByOperation(Perturbation::saysAVersion, 900))),
  COPY_A_VERSION_BY_A_LATER_RUN(
      byToken(tokens -> tokens.copyByRun(Perturbation::saysAVersion, 9000))),
  TWIN_OF_A_PUSH(byToken(tokens -> tokens.twin(false))),
  TWIN_OF_A_PUSH_LOST(byToken(tokens -> tokens.twin(true))),
  ENVIRONMENT_IN_THE_SAME_SECOND(byToken(tokens -> tokens.environment(false))),
  ENVIRONMENT_LOST(byToken(tokens -> tokens.environment(true))),
  MANAGED_KEY_IN_THE_SAME_SECOND(byToken(tokens -> tokens.customerManagedKey(true))),
  UNKNOWN_FORM_IN_THE_SAME_SECOND(byToken(tokens -> tokens.customerManagedKey(false))),
  REFUSED_COPY(Effect.UNCHANGED, by(Mallory::refused)),

  // Ids
  SAME_KEY_AT_ONCE(by(mallory -> mallory.sameKey(0))),
  SAME_KEY_LATER(by(mallory -> mallory.sameKey(86_400))),
  SAME_EVENT_ID(by(Mallory::sameEventId)),
  CORRECTION_OF_ANOTHERS(by(Mallory::correction)),
  SAME_SHARED_ID(Effect.TIED_STAYS, by(Mallory::sameSharedId));

  /// What more than right or weaker holds for the answers.
  enum Effect {
    WEAKER,
    /// Nothing at all happened to anybody's answer.
    UNCHANGED,
    /// The answers that a key or a named provider ties stay as they were.
    TIED_STAYS
  }

  /// Plays once; whether there was something to do it to.
  interface Act {
    boolean on(Stage stage);
  }

  final Effect effect;
  private final Act act;

  Perturbation(Act act) {
    this(Effect.WEAKER, act);
  }

  Perturbation(Effect effect, Act act) {
    this.effect = effect;
    this.act = act;
  }

  boolean on(Stage stage) {
    return act.on(stage);
  }

  private static Act by(Predicate<Mallory> act) {
    return stage -> act.test(new Mallory(stage));
  }

  private static Act byToken(Predicate<MallorysTokens> act) {
    return stage -> act.test(new MallorysTokens(new Mallory(stage)));
  }

  private static Act like(String provider) {
    return stage ->
        new MallorysTokens(new Mallory(stage))
            .provider(provider.formatted(stage.partition), _ -> true);
  }

  private static boolean saysAnId(Holder session) {
    return session.name.contains(session.truth.field("id").orElse("-"));
  }

  private static boolean saysAVersion(Holder session) {
    return session.name.matches(".*-v?" + session.truth.field("version").orElse("no"));
  }
}
