package io.millrace.udfs.objectify.finding;

import io.millrace.schemas.avro.ObjectFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where those are kept that are linked to one object, or share what they must not. */
public interface Members {
  @Nullable ObjectFact get(String key);

  void put(String key, ObjectFact fact);

  void remove(String key);

  List<ObjectFact> all();
}
