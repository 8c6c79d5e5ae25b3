package io.millrace.service.definition;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.millrace.schemas.avro.DefinitionState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version of a definition as the API shows it. */
@Schema(
    name = "Definition",
    description = "One version of a rule, mapping, device, source or codec.")
record DefinitionView(
    String id,
    @Schema(allowableValues = {"rule", "mapping", "device", "source", "codec", "ontology"})
        String kind,
    @Schema(description = "Grows by one with each change; also the ETag.") long version,
    DefinitionState state,
    @JsonRawValue @Schema(types = "object", description = "As it was put.") String document,
    Instant updatedAt,
    @Schema(
            description =
                "Of rules: the version judges what is received from then on. Null for other kinds.")
        @Nullable Instant effectiveAt) {

  static DefinitionView of(StoredDefinition definition) {
    return new DefinitionView(
        definition.id(),
        definition.kind().word(),
        definition.version(),
        definition.state(),
        definition.document(),
        definition.updatedAt(),
        definition.effectiveAt());
  }

  /** A stretch of a list of definitions. */
  @Schema(name = "Definitions")
  record Listing(
      @Schema(description = "How many there are in all.") long total, List<DefinitionView> items) {
    static Listing of(Page page) {
      return new Listing(page.total(), page.items().stream().map(DefinitionView::of).toList());
    }
  }
}
