package io.millrace.jobs.runtime.elasticsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an answer means for a batch.
 *
 * @param again what is to be sent again
 * @param missing aliases that are to be made before
 * @param poison what will never pass
 * @param retryReason why some are to be tried later, empty if none is
 */
record BulkVerdict(
    int done,
    int stale,
    List<DocumentOperation> again,
    Set<String> missing,
    List<Refused> poison,
    String retryReason) {

  /** An operation with Elasticsearch's reason. */
  record Refused(DocumentOperation operation, String reason) {}

  /**
   * @param items in the order of the batch
   */
  static BulkVerdict of(List<DocumentOperation> batch, List<BulkItem> items) {
    int done = 0;
    int stale = 0;
    List<DocumentOperation> again = new ArrayList<>();
    Set<String> missing = new TreeSet<>();
    List<Refused> poison = new ArrayList<>();
    String retryReason = "";
    for (int i = 0; i < batch.size(); i++) {
      DocumentOperation operation = batch.get(i);
      switch (ItemOutcome.of(operation, items.get(i))) {
        case DONE -> done++;
        case STALE -> stale++;
        case POISON -> poison.add(new Refused(operation, reason(items.get(i))));
        case NO_ALIAS -> {
          missing.add(operation.alias());
          again.add(operation);
        }
        case RETRY -> {
          retryReason = reason(items.get(i));
          again.add(operation);
        }
      }
    }
    return new BulkVerdict(done, stale, again, missing, poison, retryReason);
  }

  private static String reason(BulkItem item) {
    String status = "status " + item.status();
    return item.type().isEmpty() ? status : status + ", " + item.type() + ": " + item.reason();
  }
}
