package io.millrace.udfs.objectify.mapping;

import io.millrace.schemas.avro.ObjectSaid;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.Refusal;
import io.millrace.udfs.objectify.join.Join;
import io.millrace.udfs.objectify.join.JoinAnswer;
import io.millrace.udfs.objectify.join.JoinRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping that has taken a row or an observation, and waits for what is joined to it. */
public final class Joining {
  private final ObjectMapping mapping;
  private final List<Asked> asked;
  private final Rest rest;

  /**
   * What one join asks.
   *
   * @param request null where the row has no key for it: nothing is found then
   */
  public record Asked(Join join, @Nullable JoinRequest request) {}

  /** What is done when all is there. */
  @FunctionalInterface
  interface Rest {
    List<ObjectSaid> say(Map<String, Object> joined) throws RefusedException;
  }

  Joining(ObjectMapping mapping, List<Asked> asked, Rest rest) {
    this.mapping = mapping;
    this.asked = asked;
    this.rest = rest;
  }

  /** What is to be asked, in the order of the joins' names. */
  public List<Asked> asked() {
    return asked;
  }

  /**
   * Goes on with what was found.
   *
   * @param answers in the order of what was asked; where there was no request, any
   */
  public ObjectMappings.Mapped with(List<JoinAnswer> answers) {
    Map<String, Object> joined = new HashMap<>();
    try {
      for (int i = 0; i < asked.size(); i++) {
        Asked one = asked.get(i);
        JoinAnswer answer = one.request() == null ? JoinAnswer.NOTHING : answers.get(i);
        Map<String, ? extends @Nullable Object> row = row(one.join(), answer);
        if (row != null) {
          joined.put(one.join().name(), row);
        } else if (one.join().missing() == Join.Missing.SKIP) {
          return ObjectMappings.Mapped.of(List.of());
        }
      }
      return ObjectMappings.Mapped.of(rest.say(joined));
    } catch (RefusedException e) {
      return ObjectMappings.Mapped.of(refusal(mapping, e));
    }
  }

  /** What was found, or null for nothing. */
  private static @Nullable Map<String, ? extends @Nullable Object> row(Join join, JoinAnswer answer)
      throws RefusedException {
    if (answer instanceof JoinAnswer.Failed failed) {
      throw refused(RefusalCode.JOIN_FAILED, join, failed.reason());
    }
    var rows = ((JoinAnswer.Found) answer).rows();
    if (rows.size() > 1) {
      throw refused(RefusalCode.JOIN_AMBIGUOUS, join, "The key has several rows");
    }
    if (rows.isEmpty() && join.missing() == Join.Missing.REFUSE) {
      throw refused(RefusalCode.JOIN_MISSING, join, "Nothing has this key");
    }
    return rows.isEmpty() ? null : rows.get(0);
  }

  private static RefusedException refused(RefusalCode code, Join join, String reason) {
    return new RefusedException(code, "joins/" + join.name(), reason);
  }

  static Refusal refusal(ObjectMapping mapping, RefusedException e) {
    return new Refusal(
        e.code(), String.valueOf(e.getMessage()), e.path(), mapping.id(), mapping.version());
  }
}
