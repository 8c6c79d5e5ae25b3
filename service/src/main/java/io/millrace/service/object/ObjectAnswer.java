package io.millrace.service.object;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/** An object with the place that told it. */
@Schema(name = "FoundObject", description = "A typed object, and where it was read.")
record ObjectAnswer(
    @JsonUnwrapped ObjectView object,
    @Schema(
            description =
                "index: Elasticsearch. fallback: PostgreSQL, where that is away or behind. events:"
                    + " the object's own events, where the index was not"
                    + " as far as the token asks, or the past was asked for.",
            example = "index")
        String source) {}
