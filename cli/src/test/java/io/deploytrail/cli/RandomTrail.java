package io.deploytrail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// The records of a trail in which all that may tie a call is there or missing by chance.
final class RandomTrail {
  /// Of the root that the deployment became.
  private static final String ROOTS_CALL =
      MadeUpTrail.BUCKET
          .replace("\"type\":\"AssumedRole\"", "\"type\":\"Root\"")
          .replace("AROADEPLOY:pulumi-" + MadeUpTrail.ID, "444455556666")
          .replace("\"accountId\":\"111122223333\"", "\"accountId\":\"444455556666\"")
          .replace(MadeUpTrail.KEY, "ASIAMEMBER0000000001")
          .replace("T09:00:00Z", "T09:05:00Z");

  /// By which a service gets a session that is named like a deployment's.
  private static final String SERVICES_LINK =
      MadeUpTrail.LINK
          .replaceFirst(
              "\"userIdentity\":\\{.*?\\}\\}\\}",
              "\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}")
          .replace("10000000-0000-4000-8000-000000000003", new UUID(1, 6).toString())
          .replace("AROACHILD:next", "AROAEC2:pulumi-deployments")
          .replace("child/next", "ec2/pulumi-deployments")
          .replace("ASIACHILD00000000001", "ASIASERVICE000000001");

  private static final String LOOKALIKES_CALL =
      MadeUpTrail.CHAINED_CALL
          .replace("AROACHILD:next", "AROAEC2:pulumi-deployments")
          .replace("ASIACHILD00000000001", "ASIASERVICE000000001");

  private static final String SERVICES_CALL =
      MadeUpTrail.BUCKET.replaceFirst(
          "\"userIdentity\":\\{.*?\\}\\}\\}",
          "\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}");

  /// Of whose caller nothing but the key is known.
  private static final String KEYS_CALL =
      MadeUpTrail.BUCKET.replaceFirst("\"type\":\"AssumedRole\",\"principalId\":\"[^\"]*\",", "");

  private RandomTrail() {}

  /// Sessions of static names and of one call, calls with and without creation date, key and ARN,
  /// chains, lookalikes, strangers.
  static List<String> of(Random random) {
    var records = new ArrayList<String>();
    records.add(MadeUpTrail.DENIED);
    records.add(MadeUpTrail.ROOT);
    records.add(MadeUpTrail.LINK);
    records.add(
        MadeUpTrail.ROOT
            .replace("09:00:00Z", "09:30:00Z")
            .replace(MadeUpTrail.KEY, "ASIADEPLOY0000000002")
            .replace("10:00:00 AM", "10:30:00 AM")
            .replace("10000000-0000-4000-8000-000000000001", new UUID(1, 4).toString()));
    // The child's key comes again, hours before.
    records.add(
        MadeUpTrail.LINK
            .replace("T09:05:00Z", "T02:00:00Z")
            .replace("Nov 20, 2026, 10:02:00 AM", "Nov 20, 2026, 03:00:00 AM")
            .replace("10000000-0000-4000-8000-000000000003", new UUID(1, 5).toString()));
    records.add(MadeUpTrail.ASSUME_ROOT);
    records.add(SERVICES_LINK);
    var templates =
        List.of(
            ROOTS_CALL,
            LOOKALIKES_CALL,
            SERVICES_CALL,
            KEYS_CALL,
            MadeUpTrail.BUCKET,
            MadeUpTrail.CHAINED_CALL,
            MadeUpTrail.STRANGERS_CALL);
    for (var number = 0; number < 600; number++) {
      var call = templates.get(random.nextInt(templates.size()));
      var id =
          call.substring(call.indexOf("\"eventID\":\"") + 11)
              .substring(0, MadeUpTrail.CALL.length());
      call = call.replace(id, new UUID(random.nextLong(), random.nextLong()).toString());
      call = call.replace("T09:05:00Z", "T09:%02d:00Z".formatted(random.nextInt(60)));
      if (random.nextInt(3) > 0 && call.contains("\"AROA")) {
        call = withArn(call, random);
      }
      if (random.nextInt(6) == 0) {
        call = forwarded(call, random);
      }
      if (random.nextInt(4) == 0) {
        call = call.replaceFirst("\"sessionContext\":\\{\"attributes\":\\{[^}]*\\}\\}", "\"x\":0");
      }
      if (random.nextInt(4) == 0) {
        call = call.replaceFirst("\"accessKeyId\":\"[^\"]*\",", "");
      }
      if (random.nextInt(8) == 0) {
        call = call.replace("\"eventName\":\"", "\"eventName\":\"\\u0041");
      }
      if (random.nextInt(8) == 0) {
        call =
            call.replace(
                "\"type\":\"AssumedRole\",\"principalId\":\"A",
                "\"type\":\"IAMUser\",\"principalId\":\"B");
      }
      records.add(call);
    }
    return records;
  }

  /// Made by a service for the caller, as one of the two fields says that tell it.
  private static String forwarded(String call, Random random) {
    return random.nextBoolean()
        ? call.replaceFirst("\\{", "{\"sourceIPAddress\":\"cloudformation.amazonaws.com\",")
        : call.replaceFirst(
            "\"userIdentity\":\\{", "$0\"invokedBy\":\"cloudformation.amazonaws.com\",");
  }

  /// A call as AWS writes nearly all; at times of a session that made no other.
  private static String withArn(String call, Random random) {
    var principal = call.substring(call.indexOf("\"AROA") + 1, call.indexOf("\",\"accountId"));
    var name = principal.substring(principal.indexOf(':') + 1);
    call =
        call.replace(
            "\"accountId\"",
            "\"arn\":\"arn:aws:sts::111122223333:assumed-role/deploy/%s\",\"accountId\""
                .formatted(name));
    if (random.nextInt(3) == 0) {
      call = call.replace(name, "pulumi-" + new UUID(random.nextInt(9), random.nextInt(9)));
    }
    if (random.nextInt(3) == 0) {
      call =
          call.replaceFirst(
              "\"accessKeyId\":\"[^\"]*\"",
              "\"accessKeyId\":\"ASIAONCE%08d\"".formatted(random.nextInt(1000)));
    }
    if (random.nextInt(3) == 0) {
      var created = "T09:%02d:00Z".formatted(10 * random.nextInt(6));
      call = call.replaceFirst("(?<=\"creationDate\":\"2026-11-20)[^\"]*", created);
    }
    if (random.nextInt(4) == 0) {
      call =
          call.replaceFirst(
              "\"sessionContext\":\\{",
              "$0\"webIdFederationData\":{\"federatedProvider\":\"%s\"},"
                  .formatted(random.nextBoolean() ? MadeUpTrail.PROVIDER : "cognito"));
    }
    return call;
  }
}
