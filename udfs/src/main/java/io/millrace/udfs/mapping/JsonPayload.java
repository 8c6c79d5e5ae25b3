package io.millrace.udfs.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) to plain values: Map, List, String, Long, Double, Boolean, null. A whole number
 * that no long holds becomes a double; one that no double holds is malformed, for it would become
 * infinite. Of equal keys the last one counts.
 */
final class JsonPayload {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonPayload() {}

  static @Nullable Object parse(byte[] payload) throws RefusedException {
    // Jackson lets some malformed UTF-8 through (overlong forms, surrogates), so decode it first.
    String text = decode(payload);
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw malformed("Empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw malformed("More follows after the value");
      }
      return value;
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()).lines().findFirst().orElse("No JSON"));
    }
  }

  private static String decode(byte[] payload) throws RefusedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(payload))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(RefusalCode.NOT_UTF_8, "", "The payload is no valid UTF-8");
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw malformed("Unexpected " + token);
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser)
      throws IOException, RefusedException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private static List<@Nullable Object> array(JsonParser parser)
      throws IOException, RefusedException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static Object whole(JsonParser parser) throws IOException, RefusedException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> finite(parser);
    };
  }

  private static Double finite(JsonParser parser) throws IOException, RefusedException {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw malformed("The number " + abbreviate(parser.getText()) + " is beyond every type");
    }
    return value;
  }

  private static String abbreviate(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static RefusedException malformed(String reason) {
    return new RefusedException(RefusalCode.MALFORMED_JSON, "", reason);
  }
}
