package io.deploytrail.ingestion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.util.List;
import java.util.Optional;

/// The records of a trail, and the rules over all of its sessions at once, as `attribute` has them.
public record WholeTrail(List<CloudTrailRecord> records, Attributor rules) {
  private static final RecordReader READER = new RecordReader();

  public static WholeTrail of(Configuration configuration, List<byte[]> json) {
    var records = json.stream().map(bytes -> READER.read(bytes).record()).toList();
    var index = new InMemorySessionIndex(configuration.names());
    for (var record : records) {
      switch (record) {
        case Root root -> index.add(root);
        case DeniedAttempt denied -> index.add(denied);
        case Call call -> call.link().ifPresent(index::add);
      }
    }
    return new WholeTrail(records, configuration.attributor(index));
  }

  /// Of records of the made-up organization, with nothing configured.
  public static WholeTrail of(List<ObjectNode> records) {
    return of(Configuration.DEFAULT, records.stream().map(MadeUpOrganization::bytes).toList());
  }

  /// The calls among the records.
  public List<Call> calls() {
    return records.stream().filter(Call.class::isInstance).map(Call.class::cast).toList();
  }

  /// The root issuance from which a call comes, if it is known.
  public static Optional<Root> root(Origin origin) {
    return !origin.chain().isEmpty() && origin.chain().getLast() instanceof Root root
        ? Optional.of(root)
        : Optional.empty();
  }
}
