package io.deploytrail.adversary;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/// One record of a world: what CloudTrail delivered, who really did it, and whose session it
/// issued.
///
/// The record may be edited in place; `harm` then says how far it is still what AWS wrote.
final class Deed {
  /// How far a record was changed, worse later.
  enum Harm {
    NONE,
    /// Something is missing, or cannot be read as what it was.
    LESS,
    /// Something says another thing than AWS wrote.
    LIE
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  final ObjectNode record;
  final Holder by;
  final Optional<Holder> issued;
  private Harm harm = Harm.NONE;
  private int length = Integer.MAX_VALUE;

  Deed(ObjectNode record, Holder by, Optional<Holder> issued) {
    this.record = requireNonNull(record, "record");
    this.by = requireNonNull(by, "by");
    this.issued = requireNonNull(issued, "issued");
  }

  String eventId() {
    return record.path("eventID").asText();
  }

  Truth truth() {
    return by.truth;
  }

  Harm harm() {
    return harm;
  }

  void harmed(Harm more) {
    if (more.compareTo(harm) > 0) {
      harm = more;
    }
  }

  /// Delivers the first bytes only.
  void cutTo(int bytes) {
    length = bytes;
    harmed(Harm.LESS);
  }

  boolean isCut() {
    return length < Integer.MAX_VALUE;
  }

  /// The record as it is delivered.
  byte[] bytes() {
    try {
      var bytes = JSON.writeValueAsBytes(record);
      return length < bytes.length ? Arrays.copyOf(bytes, length) : bytes;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
  }

  /// The same record once more, to be changed apart.
  Deed copy() {
    var copy = new Deed(record.deepCopy(), by, issued);
    copy.harm = harm;
    copy.length = length;
    return copy;
  }

  boolean isRootIssuance() {
    return issued.filter(holder -> holder.kind == Holder.Kind.WEB_IDENTITY).isPresent();
  }

  /// Whether it is the target account's copy of a cross-account `AssumeRole`, which names no
  /// session of its caller.
  boolean isTargetsCopy() {
    return record.path("userIdentity").path("type").asText().equals("AWSAccount");
  }
}
