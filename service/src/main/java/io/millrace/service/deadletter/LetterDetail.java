package io.millrace.service.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dead letter with its bytes. */
@Schema(name = "DeadLetterDetail", description = "A dead letter with the bytes of its message.")
record LetterDetail(
    @JsonUnwrapped LetterView letter,
    @Schema(description = "Base64; null where it has none, is resolved or stored no longer.")
        byte @Nullable [] payload,
    @Schema(description = "Base64.") byte @Nullable [] key,
    @Schema(description = "As text; bytes that are no UTF-8 are replaced.")
        Map<String, String> headers) {

  static LetterDetail of(LetterView letter, @Nullable Original original) {
    Map<String, String> headers = new TreeMap<>();
    if (original == null) {
      return new LetterDetail(letter, null, null, headers);
    }
    original
        .headers()
        .forEach((name, value) -> headers.put(name, new String(value, StandardCharsets.UTF_8)));
    return new LetterDetail(letter, original.payload(), original.key(), headers);
  }
}
