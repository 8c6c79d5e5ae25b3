package io.millrace.service.definition;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON documents strictly: no duplicate members, nothing behind the end, numbers exactly. */
public final class JsonDocuments {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Bytes; Kafka's default limit is 1 MiB for the record with its envelope. */
  private static final int LARGEST = 1_000_000;

  private JsonDocuments() {}

  /** The document in a body of UTF-8; a problem with line and column where there is none. */
  static Document read(byte[] body) {
    try {
      return document(JSON.readTree(text(body)));
    } catch (JacksonException e) {
      throw malformed(String.valueOf(e.getOriginalMessage()), e.getLocation());
    } catch (NumberFormatException e) {
      // The parser lets numbers through whose exponent is too large for any type.
      throw malformed("A number is out of any range", null);
    }
  }

  /** The text of the document in a body; a problem with line and column where there is none. */
  public static String json(byte[] body) {
    return read(body).json();
  }

  /** The text of a body, which must be UTF-8. */
  static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("Not UTF-8: " + e.getMessage(), null);
    }
  }

  /** The tree as a document; it must be an object that can be stored and published. */
  static Document document(JsonNode tree) {
    if (!tree.isObject()) {
      throw malformed("Must be a JSON object", null);
    }
    String json = JSON.writeValueAsString(tree);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(json)) {
      throw malformed("A text holds half a surrogate pair", null);
    }
    if (json.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new ProblemException(
          ProblemCode.BODY_TOO_LARGE, "A document may have " + LARGEST + " bytes");
    }
    return new Document(tree, json);
  }

  private static ProblemException malformed(
      String reason, @org.jspecify.annotations.Nullable TokenStreamLocation at) {
    return at == null
        ? malformed(reason, 0, 0)
        : malformed(reason, at.getLineNr(), at.getColumnNr());
  }

  /** The problem of a body that is no document; line and column count from 1, 0 for unknown. */
  static ProblemException malformed(String reason, int line, int column) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (line > 0) {
      members.put("line", line);
      members.put("column", column);
    }
    return new ProblemException(ProblemCode.MALFORMED_DOCUMENT, reason, members);
  }
}
