package io.deploytrail.cloudtrail;

/// The record in which STS hands out a session.
public sealed interface Issuance extends SessionFact permits Root, Link {
  Session session();
}
