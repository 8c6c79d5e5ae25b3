package io.millrace.service.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the service is, with each server that it stands on by name. */
@Schema(name = "Health")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HealthView(
    @Schema(description = "DEGRADED: some answers fail, but definitions can be changed.")
        Status status,
    Map<String, Check> checks) {

  enum Status {
    UP,
    DEGRADED,
    DOWN
  }

  /** A server's answer; the error only where it is down. */
  @Schema(name = "HealthCheck")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Check(Status status, @Nullable String error) {}
}
