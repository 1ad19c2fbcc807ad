package io.deploytrail.cloudtrail;

/// The record in which STS hands out a session.
public sealed interface Issuance extends Fact permits Root, Link {
  Session session();
}
