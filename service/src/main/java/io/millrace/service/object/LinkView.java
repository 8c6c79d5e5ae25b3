package io.millrace.service.object;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link as the API shows it.
 *
 * @param name what it is called from the object that was asked for; null where none was
 * @param seq number of the event of its owner that told it last
 */
@Schema(name = "Link", description = "A link between two objects.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkView(
    @Schema(description = "What it is called from the object that was asked for.")
        @Nullable String name,
    String type,
    End source,
    End target,
    @Schema(description = "Number of the event that told it, among its owner's.") long seq,
    Instant updatedAt,
    @Nullable String updatedBy,
    @Schema(description = "It was removed then.") @Nullable Instant unlinkedAt,
    @Schema(additionalPropertiesSchema = Object.class) Map<String, Object> properties) {

  /** An object at one end. */
  @Schema(name = "LinkEnd")
  public record End(String type, String id) {}

  /** A stretch of the links that were found. */
  @Schema(name = "Links")
  public record Listing(
      @Schema(description = "How many match in all.") long total,
      List<LinkView> items,
      @Schema(
              description = "index: Elasticsearch. fallback: PostgreSQL, while that is away.",
              example = "index")
          String source) {}

  /** A link as the index has it. */
  record Document(
      String type,
      long seq,
      String sourceType,
      String sourceId,
      String targetType,
      String targetId,
      Instant updatedAt,
      @Nullable String updatedBy,
      @Nullable Instant unlinkedAt,
      Map<String, Object> properties) {

    LinkView named(@Nullable String name) {
      return new LinkView(
          name,
          type,
          new End(sourceType, sourceId),
          new End(targetType, targetId),
          seq,
          updatedAt,
          updatedBy,
          unlinkedAt,
          properties);
    }
  }
}
