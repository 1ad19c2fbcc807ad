package io.deploytrail.resources;

import static java.util.stream.Collectors.joining;

import io.deploytrail.resources.ResourceType.TypePart;
import io.deploytrail.resources.ResourceType.TypePart.Stem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The format of a type's ARNs, whole: `ecs:${Region}:${Account}:service/${ClusterName}/…`.
///
/// `region` and `account` are as the format spells them.
record ArnFormat(ResourceType type, String service, String region, String account) {
  private static final String REGION = "${Region}";
  private static final List<String> ACCOUNTS = List.of("${Account}", "${AccountId}");
  private static final Pattern PLAIN_REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
  private static final Pattern PLAIN_ACCOUNT = Pattern.compile("[0-9]{12}");

  /// The format of that type: what stands behind the partition.
  static ArnFormat of(String type, String format) {
    var parts = format.split(":", 4);
    return new ArnFormat(ResourceType.of(type, parts[3]), parts[0], parts[1], parts[2]);
  }

  /// All resources of this type in that call's partition, account and Region.
  Arn any(NamingCall call) {
    return new Arn(
        NamingCall.partition(call.region()),
        service.startsWith("${") ? "*" : service,
        filled(region, region.equals(REGION), call.region(), PLAIN_REGION),
        filled(account, ACCOUNTS.contains(account), call.account(), PLAIN_ACCOUNT),
        resource(_ -> Optional.empty()));
  }

  /// The last part of the ARN with what `texts` says of each variable, and a star for what it does
  /// not say.
  String resource(Function<Stem, Optional<String>> texts) {
    return type.parts().stream()
        .map(part ->
            switch (part) {
              case TypePart.Text(var text) -> text;
              case Stem variable -> texts.apply(variable).orElse("*");
            })
        .collect(joining());
  }

  /// Whether that ARN has this format.
  boolean fits(Arn arn) {
    return arn.service().equals(service)
        && region.isEmpty() == arn.region().isEmpty()
        && account.isEmpty() == arn.account().isEmpty()
        && type.read(arn.resource()).isPresent();
  }

  List<Stem> variables() {
    return type.parts().stream().filter(Stem.class::isInstance).map(Stem.class::cast).toList();
  }

  private static String filled(String format, boolean isCalls, String ofCall, Pattern plain) {
    if (isCalls) {
      return plain.matcher(ofCall).matches() ? ofCall : "*";
    }
    return format.startsWith("${") ? "*" : format;
  }
}
