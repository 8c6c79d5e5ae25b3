package io.millrace.service.command;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A command that Kafka has. */
@Schema(name = "Command", description = "A command that is on its way.")
record CommandView(
    @Schema(description = "The causeId of its outcomes, one for each device.") String id,
    String name,
    Instant issuedAt,
    @Schema(nullable = true) @Nullable Instant expiresAt) {}
