package io.millrace.service.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not success (RFC 9457).
 *
 * @param type a URN that ends in the code
 * @param code stable, for programs
 * @param detail what is wrong with this very request, for people
 * @param instance path of the request
 * @param members further members: {@code errors}, {@code line}, {@code column}
 */
@Schema(name = "Problem", description = "What went wrong (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @Schema(example = "urn:millrace:problem:invalid-definition") URI type,
    @Schema(example = "invalid-definition") String code,
    String title,
    @Schema(example = "422") int status,
    @Nullable String detail,
    @Nullable String instance,
    @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

  /** The problem with its title, status and type taken from the code. */
  public static Problem of(
      ProblemCode code,
      @Nullable String detail,
      @Nullable String instance,
      Map<String, Object> members) {
    return new Problem(
        code.type(), code.code(), code.title(), code.status().value(), detail, instance, members);
  }
}
