package io.millrace.service.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters that agree in what they were grouped by.
 *
 * @param by values by name; null where the letters have none
 */
@Schema(name = "DeadLetterGroup", description = "Letters that agree in what they were grouped by.")
record GroupView(
    @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
            description = "By name; null where the letters have none.",
            example = "{\"code\":\"wrong-type\",\"source\":\"pumps\",\"mapping\":\"pump\"}",
            additionalPropertiesSchema = String.class)
        Map<String, @Nullable String> by,
    long count,
    @Schema(description = "When the first of them was refused.") Instant first,
    @Schema(description = "When the last of them was refused.") Instant last,
    @Schema(description = "The one that was refused last.") LetterView sample) {

  /** Groups, the largest first. */
  @Schema(name = "DeadLetterGroups")
  record Listing(
      @Schema(description = "How many letters match in all.") long letters,
      @Schema(description = "How many groups there are; more than are listed if over the limit.")
          int total,
      @Schema(description = "False where there were too many groups to look at all.")
          boolean complete,
      List<GroupView> items) {}
}
