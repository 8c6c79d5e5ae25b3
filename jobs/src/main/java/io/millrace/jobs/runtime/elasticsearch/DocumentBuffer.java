package io.millrace.jobs.runtime.elasticsearch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations that wait, at most one a document: a newer one takes the place of an older one, which
 * the index would refuse anyway. So a long outage costs no more than the documents it touches.
 */
final class DocumentBuffer {
  private final Map<Key, DocumentOperation> operations = new LinkedHashMap<>();
  private final int maxCount;
  private final long maxBytes;
  private long bytes;

  private record Key(String alias, String id) {}

  DocumentBuffer(int maxCount, long maxBytes) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  boolean isFull() {
    return operations.size() >= maxCount || bytes >= maxBytes;
  }

  int count() {
    return operations.size();
  }

  long bytes() {
    return bytes;
  }

  Collection<DocumentOperation> all() {
    return operations.values();
  }

  /**
   * Adds an operation, or drops it if one with a higher version waits.
   *
   * @return whether it met another of its document, so that one of the two is gone
   */
  boolean add(DocumentOperation operation) {
    Key key = new Key(operation.alias(), operation.id());
    DocumentOperation other = operations.get(key);
    if (other != null && other.version() > operation.version()) {
      return true;
    }
    operations.put(key, operation);
    bytes += operation.sizeInBytes() - (other == null ? 0 : other.sizeInBytes());
    return other != null;
  }

  /** Takes back what was taken and not written; what waits of the same document is newer. */
  void giveBack(List<DocumentOperation> failed) {
    for (DocumentOperation operation : failed) {
      Key key = new Key(operation.alias(), operation.id());
      DocumentOperation other = operations.get(key);
      if (other == null || other.version() < operation.version()) {
        add(operation);
      }
    }
  }

  /** Removes and returns all of one alias. */
  List<DocumentOperation> removeAll(String alias) {
    List<DocumentOperation> removed =
        operations.values().stream().filter(o -> o.alias().equals(alias)).toList();
    operations.values().removeIf(o -> o.alias().equals(alias));
    bytes -= removed.stream().mapToLong(DocumentOperation::sizeInBytes).sum();
    return removed;
  }

  /** Removes and returns the oldest, at least one if there is any, up to both limits. */
  List<DocumentOperation> take(int count, long maxBatchBytes) {
    List<DocumentOperation> batch = new ArrayList<>();
    long batchBytes = 0;
    Iterator<DocumentOperation> oldest = operations.values().iterator();
    while (oldest.hasNext() && batch.size() < count) {
      DocumentOperation next = oldest.next();
      if (!batch.isEmpty() && batchBytes + next.sizeInBytes() > maxBatchBytes) {
        break;
      }
      batch.add(next);
      batchBytes += next.sizeInBytes();
      oldest.remove();
    }
    bytes -= batchBytes;
    return batch;
  }
}
