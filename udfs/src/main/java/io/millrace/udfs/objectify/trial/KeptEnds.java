package io.millrace.udfs.objectify.trial;

import io.millrace.schemas.avro.ObjectFact;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.schemas.avro.OtherEnd;
import io.millrace.udfs.objectify.finding.Findings;
import io.millrace.udfs.objectify.finding.Members;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong between objects, by the other end of their links. */
final class KeptEnds {
  private final Map<String, Kept> ends = new HashMap<>();
  private final Map<String, ObjectFinding> open = new LinkedHashMap<>();

  void take(ObjectFact fact) {
    Kept kept = ends.computeIfAbsent(fact.getKey(), key -> new Kept());
    for (ObjectFinding finding : Findings.take(kept.end, kept, fact)) {
      if (finding.getOpen()) {
        open.put(finding.getId(), finding);
      } else {
        open.remove(finding.getId());
      }
    }
  }

  Collection<ObjectFinding> open() {
    return open.values();
  }

  private static final class Kept implements Members {
    private final OtherEnd end = new OtherEnd(false, "", 0L);
    private final Map<String, ObjectFact> members = new HashMap<>(2);

    @Override
    public @Nullable ObjectFact get(String key) {
      return members.get(key);
    }

    @Override
    public void put(String key, ObjectFact fact) {
      members.put(key, fact);
    }

    @Override
    public void remove(String key) {
      members.remove(key);
    }

    @Override
    public List<ObjectFact> all() {
      return List.copyOf(members.values());
    }
  }
}
