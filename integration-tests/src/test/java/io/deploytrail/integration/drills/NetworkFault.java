package io.deploytrail.integration.drills;

/// What a bad network, or a busy DynamoDB behind it, does to one request.
enum NetworkFault {
  NONE,
  DELAYED,
  /// The request never arrives.
  RESET_BEFORE,
  /// The request is done, and its answer never arrives.
  RESET_AFTER,
  /// Half of the answer arrives.
  CUT,
  /// Half of the answer arrives, as if it were all.
  CUT_UNNOTICED,
  /// What a proxy says that knows nothing of DynamoDB.
  FOREIGN_PAGE,
  TOO_FAST,
  THROTTLED,
  INTERNAL_ERROR,
  UNAVAILABLE,
  /// A batch is done in part, or a page is shorter than was asked for.
  IN_PART
}
