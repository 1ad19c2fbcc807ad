package io.deploytrail.ingestion;

/// Where follow-ups wait until they are done; each is done at least once.
public interface FollowUps {
  void add(FollowUp followUp);
}
