package io.millrace.service.object;

import io.millrace.service.search.Deleted;
import io.millrace.service.web.Paging;
import java.util.List;

/** Another place that can tell the links of an object, for when the index does not answer. */
public interface LinkFallback {
  /**
   * A stretch of an object's links.
   *
   * @param ends of which link types, as the object's type has them; at least one
   * @throws io.millrace.service.problem.ProblemException unavailable where it does not answer
   *     either
   */
  LinkView.Listing of(
      String type, String id, List<LinkEnds.End> ends, Deleted deleted, Paging paging);
}
