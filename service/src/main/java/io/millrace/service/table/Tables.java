package io.millrace.service.table;

import io.millrace.service.problem.ProblemException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** Reads of the tables, and their failures as problems. */
final class Tables {
  private Tables() {}

  static <T> T read(Supplier<T> query) {
    try {
      return query.get();
    } catch (DataAccessException e) {
      throw ProblemException.unavailable("The database of objects", e);
    }
  }
}
