package io.millrace.service.object;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads single objects from the first place that can tell them. */
@Component
class ObjectReader {
  private final List<ObjectSource> sources;

  ObjectReader(List<ObjectSource> sources) {
    this.sources = sources;
  }

  /** An object; a problem where it is not there, or nobody is as far as is demanded. */
  ObjectAnswer read(String type, String id, Demand demand) {
    ProblemException reason = null;
    for (ObjectSource source : sources) {
      try {
        Optional<ObjectView> found = source.find(type, id, demand);
        boolean far = found.isPresent() && found.get().seq() >= demand.seq();
        if (far) {
          return answer(found.get(), source.name());
        }
        // Where one before did not answer, that the others have nothing of it says little.
        if (demand.seq() == 0 && reason == null) {
          throw absent(type, id);
        }
      } catch (ProblemException e) {
        if (e.code() != ProblemCode.UNAVAILABLE && e.code() != ProblemCode.UNKNOWN_TYPE) {
          throw e;
        }
        reason = worse(reason, e);
      }
    }
    if (reason != null && (demand.seq() == 0 || reason.code() == ProblemCode.UNAVAILABLE)) {
      throw reason;
    }
    throw new ProblemException(
        ProblemCode.UNAVAILABLE,
        "%s '%s' is not at %d yet; try again".formatted(type, id, demand.seq()));
  }

  private static ProblemException worse(@Nullable ProblemException known, ProblemException other) {
    return known != null && known.code() == ProblemCode.UNAVAILABLE ? known : other;
  }

  static ObjectAnswer answer(ObjectView object, String source) {
    if (object.deletedAt() == null) {
      return new ObjectAnswer(object, source);
    }
    Map<String, Object> members = new TreeMap<>();
    members.put("seq", object.seq());
    members.put("deletedAt", object.deletedAt());
    if (object.deletedBy() != null) {
      members.put("deletedBy", object.deletedBy());
    }
    throw new ProblemException(
        ProblemCode.GONE, object.type() + " '" + object.id() + "' is deleted", members);
  }

  static ProblemException absent(String type, String id) {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no " + type + " '" + id + "'");
  }
}
