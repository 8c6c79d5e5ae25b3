package io.millrace.service.object;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.util.List;
import java.util.Optional;
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
        Optional<ObjectState> found = source.find(type, id, demand);
        boolean far = found.isPresent() && found.get().view().seq() >= demand.seq();
        if (far) {
          return answer(type, id, found.get(), source.name());
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

  static ObjectAnswer answer(String type, String id, ObjectState state, String source) {
    if (state.deleted()) {
      throw absent(type, id);
    }
    return new ObjectAnswer(state.view(), source);
  }

  static ProblemException absent(String type, String id) {
    return new ProblemException(ProblemCode.NOT_FOUND, "There is no " + type + " '" + id + "'");
  }
}
