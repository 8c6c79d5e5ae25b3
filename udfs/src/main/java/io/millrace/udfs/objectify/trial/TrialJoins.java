package io.millrace.udfs.objectify.trial;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinRequest;
import io.millrace.udfs.objectify.join.JoinSource;
import io.millrace.udfs.objectify.mapping.Joining;
import io.millrace.udfs.objectify.mapping.ObjectMappings.Mapped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins of a trial: objects as they are so far. Databases are not asked. */
final class TrialJoins {
  private final Set<String> types;
  private final Map<JoinRequest, Map<String, Object>> objects = new HashMap<>();

  /**
   * @param types of objects that are joined to others
   */
  TrialJoins(Set<String> types) {
    this.types = types;
  }

  /** Remembers an object that may be joined to others. */
  void take(ObjectEvent event) {
    if (types.contains(event.getObjectType())) {
      JoinRequest object =
          new JoinRequest(
              new JoinSource.Objects(event.getObjectType()), List.of(event.getObjectId()));
      if (event.getDeletedAt() == null) {
        objects.put(object, event.getProperties());
      } else {
        objects.remove(object);
      }
    }
  }

  /** Goes on with what is found now. */
  Mapped join(Joining begun) {
    return begun.with(
        begun.asked().stream()
            .map(asked -> asked.request() == null ? JoinAnswer.NOTHING : answer(asked.request()))
            .toList());
  }

  private JoinAnswer answer(JoinRequest request) {
    if (request.source() instanceof JoinSource.Table table) {
      return new JoinAnswer.Failed(
          "A dry run reads no database, so '" + table.table() + "' is not asked");
    }
    Map<String, Object> object = objects.get(request);
    return object == null ? JoinAnswer.NOTHING : new JoinAnswer.Found(List.of(object));
  }
}
