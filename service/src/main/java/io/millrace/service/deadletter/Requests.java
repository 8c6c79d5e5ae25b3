package io.millrace.service.deadletter;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of requests; a member that is not known is refused, or a slip would mean all letters. */
final class Requests {
  /** What one call deals with at most. */
  static final int MOST = 100_000;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Requests() {}

  /**
   * A mapping on trial: a document, or the id of one that was saved.
   *
   * @param version null for the present one
   */
  @Schema(name = "MappingChoice", description = "A document, or id and version of a saved one.")
  record MappingChoice(
      @Nullable @Schema(type = "object") JsonNode document,
      @Nullable String id,
      @Nullable Long version) {}

  @Schema(name = "DeadLetterTrial")
  record Trial(LetterFilter filter, MappingChoice mapping, @Nullable Integer limit) {}

  /**
   * @param mapping the only mapping to be applied instead of the one that refused the message
   */
  @Schema(name = "DeadLetterReplay", description = "Either filter or ids.")
  record Replay(
      @Nullable LetterFilter filter,
      @Nullable List<String> ids,
      @Nullable
          @Schema(description = "Id of the mapping to apply instead of the one that refused it.")
          String mapping,
      @Nullable Integer limit) {}

  static Trial trial(byte[] body) {
    Trial trial = read(body, Trial.class);
    MappingChoice mapping = trial.mapping();
    if (trial.filter() == null || mapping == null) {
      throw invalid("filter and mapping must be given; {} is the filter of all open letters");
    }
    if ((mapping.document() == null) == (mapping.id() == null)) {
      throw invalid("mapping must have either document or id");
    }
    limit(trial.limit());
    return trial;
  }

  static Replay replay(byte[] body) {
    Replay replay = read(body, Replay.class);
    if ((replay.filter() == null) == (replay.ids() == null)) {
      throw invalid("Either filter or ids must be given; {} is the filter of all open letters");
    }
    limit(replay.limit());
    return replay;
  }

  /** How many letters to deal with. */
  static int limit(@Nullable Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > MOST)) {
      throw invalid("limit must be 1 to " + MOST);
    }
    return wanted == null ? MOST : wanted;
  }

  private static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = STRICT.readValue(body, type);
      if (value == null) {
        throw invalid("The body must be a JSON object");
      }
      return value;
    } catch (JacksonException e) {
      var at = e.getLocation();
      Map<String, Object> place =
          at == null ? Map.of() : Map.of("line", at.getLineNr(), "column", at.getColumnNr());
      throw new ProblemException(
          ProblemCode.MALFORMED_DOCUMENT, String.valueOf(e.getOriginalMessage()), place);
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_PARAMETER, detail);
  }
}
