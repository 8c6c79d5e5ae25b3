package io.millrace.service.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;

/** Whether what is deleted, and kept, is found as well. */
public enum Deleted {
  /** What is there alone. */
  FALSE,
  /** Both. */
  TRUE,
  /** What is deleted alone. */
  ONLY;

  /**
   * Adds it to a query.
   *
   * @param field which documents have that are deleted
   */
  public void restrict(BoolQuery.Builder query, String field) {
    switch (this) {
      case FALSE -> query.mustNot(q -> q.exists(e -> e.field(field)));
      case TRUE -> {}
      case ONLY -> query.filter(q -> q.exists(e -> e.field(field)));
    }
  }
}
