package io.millrace.service.object;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as the index has it and the API shows it.
 *
 * @param seq number of the last event
 */
@Schema(name = "TypedObject", description = "A typed object as its events made it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectView(
    String id,
    String type,
    @Schema(description = "Number of the object's last event; also the ETag.") long seq,
    Instant createdAt,
    @Schema(description = "device:ID, dataset:ID or user:ID.") @Nullable String createdBy,
    Instant updatedAt,
    @Nullable String updatedBy,
    @Schema(description = "Only of objects that are deleted.") @Nullable Instant deletedAt,
    @Nullable String deletedBy,
    @Schema(
            description =
                "By name; texts, numbers, truth values, lists and maps of these, places {lat, lon}.",
            additionalPropertiesSchema = Object.class)
        Map<String, Object> properties) {

  /** A stretch of a search result. */
  @Schema(name = "TypedObjects")
  record Listing(
      @Schema(description = "How many match in all.") long total, List<ObjectView> items) {}
}
