package io.millrace.jobs.runtime.elasticsearch;

/** What Elasticsearch's answer means for one operation of a bulk request. */
enum ItemOutcome {
  DONE,
  /** The index has a newer version: as good as done. */
  STALE,
  /** The alias is not there yet. */
  NO_ALIAS,
  /** May pass later. */
  RETRY,
  /** Will never pass. */
  POISON;

  static ItemOutcome of(DocumentOperation operation, BulkItem item) {
    int status = item.status();
    if (status / 100 == 2) {
      return DONE;
    }
    return switch (status) {
      case 409 -> STALE;
      case 404 -> missing(operation, item.type());
      // Rights and blocks (a full disk makes indexes read-only) are mended by people.
      case 401, 403, 429 -> RETRY;
      default -> status >= 500 ? RETRY : POISON;
    };
  }

  private static ItemOutcome missing(DocumentOperation operation, String type) {
    if (type.equals("index_not_found_exception")) {
      return NO_ALIAS;
    }
    // Deleting what is not there leaves it not there.
    return operation.document() == null ? DONE : POISON;
  }
}
