package io.deploytrail.adversary;

/// What the design lets an answer say though it is not so: where no record that is known says
/// otherwise. Each is counted, so that none grows unseen.
enum Limit {
  /// "With a known issuance id and version are believed of the first known root": a stated field
  /// that the session's own name says literally, and no known root forbids.
  NAME_SAYS("stated, by the name of a session that owns it"),
  /// "With a lost issuance all fields are what the name says."
  LOST_NAME_SAYS("STATED, by the session's own name"),
  /// "`INFERRED` at best without one (a person's session of that second would look the same)": his
  /// own issuance is not known.
  NOT_KNOWN("INFERRED without key and provider, and his own session is not known"),
  /// "Tied by principal id + creation date: to a root PROVEN if it names the root's provider, to a
  /// link PROVEN": another session of that principal and second, whose issuance is not known.
  TWIN("without key, and its own session of that principal and second is not known"),
  /// "Without a creation date … there is no tolerance without a key": a late call without key and
  /// date fits another session of its principal.
  WINDOW("INFERRED by time alone, outside its own session's limits"),
  /// "AMBIGUOUS if a known link fits as well": a nobody's record without key and provider.
  EITHER("AMBIGUOUS between a deployment and somebody's session, without key and provider"),
  /// "AMBIGUOUS means … a deployment and a session of somebody else (then candidates holds the
  /// deployment alone and the evidence names the session)": its own session fits, and of what
  /// bought it nothing is known that could stand there.
  UNLISTED("AMBIGUOUS, and its own session is known but not where that came from"),
  /// "Each may be absent": a key id that AWS gave twice, and nothing else that tells them apart.
  KEY_ALONE("its key is known of another session alone, and nothing else is in it"),
  /// The record's own principal, date or provider was changed, and no key ties it.
  LIED("the record itself was changed, and no key ties it");

  final String says;

  Limit(String says) {
    this.says = says;
  }
}
