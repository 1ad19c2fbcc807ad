package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/// The forms in which one session's call is recorded: signed by itself, forwarded by a service, or
/// with less in it.
enum CallForm {
  DIRECT,
  DIRECT_WITHOUT_DATE,
  DIRECT_WITHOUT_KEY,
  DIRECT_WITHOUT_PROVIDER,
  FORWARDED,
  FORWARDED_WITH_ANOTHER_KEY,
  FORWARDED_BARE,
  /// A service's address is all that says so.
  FORWARDED_BY_ADDRESS,
  /// Neither key nor date nor provider.
  BARE_AND_UNDATED,
  /// The owner of a resource in another account sees the principal only.
  OWNERS_COPY,
  BY_ARN_ALONE,
  /// A chained session may repeat its root's provider.
  CHAINED_NAMING_PROVIDER,
  CHAINED_NAMING_PROVIDER_FORWARDED;

  private static final String SERVICE = "cloudformation.amazonaws.com";

  /// Mostly direct ones.
  static CallForm any(Holder by, Random random) {
    var form = values()[random.nextInt(values().length)];
    return random.nextInt(3) > 0 || !form.suits(by) ? DIRECT : form;
  }

  boolean suits(Holder by) {
    return switch (this) {
      case DIRECT -> true;
      case OWNERS_COPY, BY_ARN_ALONE, DIRECT_WITHOUT_PROVIDER -> by.isRoleSession();
      case CHAINED_NAMING_PROVIDER, CHAINED_NAMING_PROVIDER_FORWARDED ->
          by.kind == Holder.Kind.LINK && !by.root().provider().isEmpty();
      default -> by.isSession();
    };
  }

  void shape(ObjectNode record, Holder by, Stage stage) {
    var identity = (ObjectNode) record.get("userIdentity");
    switch (this) {
      case DIRECT -> {}
      case DIRECT_WITHOUT_DATE -> undated(identity);
      case DIRECT_WITHOUT_KEY -> identity.remove("accessKeyId");
      case DIRECT_WITHOUT_PROVIDER -> unprovided(identity);
      case FORWARDED -> {
        identity.remove("accessKeyId");
        RecordMaker.through(record, SERVICE);
      }
      case FORWARDED_WITH_ANOTHER_KEY -> {
        identity.put("accessKeyId", stage.make.key());
        RecordMaker.through(record, SERVICE);
      }
      case FORWARDED_BARE -> {
        identity.remove("accessKeyId");
        unprovided(identity);
        RecordMaker.through(record, SERVICE);
      }
      case FORWARDED_BY_ADDRESS -> {
        identity.put("accessKeyId", stage.make.key());
        unprovided(identity);
        var isInternal = stage.random.nextBoolean();
        record.put("sourceIPAddress", isInternal ? "AWS Internal" : "athena.amazonaws.com");
      }
      case BARE_AND_UNDATED -> {
        identity.remove("accessKeyId");
        unprovided(identity);
        undated(identity);
      }
      case OWNERS_COPY -> {
        identity.put("type", "AWSAccount");
        identity.remove("accessKeyId");
        identity.remove("arn");
        identity.remove("sessionContext");
        record.put("recipientAccountId", Stage.MEMBER);
      }
      case BY_ARN_ALONE -> {
        identity.remove("accessKeyId");
        identity.remove("principalId");
      }
      case CHAINED_NAMING_PROVIDER -> provided(identity, by.root().provider());
      case CHAINED_NAMING_PROVIDER_FORWARDED -> {
        provided(identity, by.root().provider());
        identity.remove("accessKeyId");
        RecordMaker.through(record, SERVICE);
      }
    }
  }

  private static void provided(ObjectNode identity, String provider) {
    ((ObjectNode) identity.path("sessionContext"))
        .putObject("webIdFederationData")
        .put("federatedProvider", provider);
  }

  private static void undated(ObjectNode identity) {
    ((ObjectNode) identity.path("sessionContext")).remove("attributes");
  }

  private static void unprovided(ObjectNode identity) {
    ((ObjectNode) identity.path("sessionContext")).putObject("webIdFederationData");
  }
}
