package io.deploytrail.cli.ask;

import io.deploytrail.iam.IamAtHand;
import io.deploytrail.questions.Questions;
import java.time.Clock;
import java.util.HashMap;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.iam.IamClient;

/// Whether IAM is asked for roles' trust policies, and for providers.
final class ReadIamOption {
  @Option(
      names = "--read-iam",
      description =
          "Ask IAM for the role's trust policy, and for the provider if need be, with the default credentials or those of --profile: iam:GetRole, iam:ListOpenIDConnectProviders, iam:GetOpenIDConnectProvider, in their account alone.")
  private boolean isGiven;

  boolean isGiven() {
    return isGiven;
  }

  /// The questions to that source, which have IAM at hand if it is to be asked.
  Questions questions(Source asked, SourceOptions source) {
    return isGiven ? asked.questions().reading(atHand(source)) : asked.questions();
  }

  private static IamAtHand atHand(SourceOptions source) {
    var clients = new HashMap<String, IamClient>();
    return new IamAtHand(
        partition ->
            clients.computeIfAbsent(
                partition,
                of -> source.authorized(IamClient.builder().region(IamAtHand.region(of))).build()),
        Clock.systemUTC());
  }
}
