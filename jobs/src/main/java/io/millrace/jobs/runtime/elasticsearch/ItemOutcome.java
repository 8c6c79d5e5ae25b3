package io.millrace.jobs.runtime.elasticsearch;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.bulk.OperationType;

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

  static ItemOutcome of(BulkResponseItem item) {
    int status = item.status();
    ErrorCause error = item.error();
    String type = error == null || error.type() == null ? "" : error.type();
    if (status / 100 == 2) {
      return DONE;
    }
    return switch (status) {
      case 409 -> STALE;
      case 404 -> missing(item, type);
      // Rights and blocks (a full disk makes indexes read-only) are mended by people.
      case 401, 403, 429 -> RETRY;
      default -> status >= 500 ? RETRY : POISON;
    };
  }

  private static ItemOutcome missing(BulkResponseItem item, String type) {
    if (type.equals("index_not_found_exception")) {
      return NO_ALIAS;
    }
    // Deleting what is not there leaves it not there.
    return item.operationType() == OperationType.Delete ? DONE : POISON;
  }
}
