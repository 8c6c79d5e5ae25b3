package io.millrace.udfs.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds plain values from the tokens of a Jackson parser, which bounds depth and sizes. */
final class JacksonValues {
  /** A number of fewer digits and no exponent is finite. */
  private static final int SAFE_DIGITS = 300;

  private final RefusalCode malformed;
  private final boolean finiteOnly;

  /**
   * @param finiteOnly whether a number that no double holds is refused, for it would turn infinite;
   *     formats that can say NaN and Infinity themselves pass them on
   */
  JacksonValues(RefusalCode malformed, boolean finiteOnly) {
    this.malformed = malformed;
    this.finiteOnly = finiteOnly;
  }

  /** Reads a value at whose first token the parser stands. */
  @FunctionalInterface
  interface Reading {
    @Nullable Object value(JsonParser parser) throws IOException, RefusedException;
  }

  /** The only value that the parser gives; closes the parser. */
  @Nullable Object read(JsonParser parser) throws IOException, RefusedException {
    return read(parser, this::value);
  }

  /** The only value that the parser gives, read in this way; closes the parser. */
  @Nullable Object read(JsonParser parser, Reading reading) throws IOException, RefusedException {
    try (parser) {
      if (parser.nextToken() == null) {
        throw refused("Empty");
      }
      Object value = reading.value(parser);
      if (parser.nextToken() != null) {
        throw refused("More follows after the value");
      }
      return value;
    }
  }

  RefusedException refused(String reason) {
    return new RefusedException(malformed, "", reason);
  }

  /** A refusal with the first line of a parser's complaint. */
  RefusedException refused(Exception cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return refused(message.lines().findFirst().orElse(cause.getClass().getSimpleName()));
  }

  private @Nullable Object value(JsonParser parser) throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(parser);
    }
    return token == JsonToken.START_ARRAY ? array(parser) : scalar(parser);
  }

  /** The value of the parser's token, which starts no object and no array. */
  @Nullable Object scalar(JsonParser parser) throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw refused("Ends within a value");
    }
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case VALUE_EMBEDDED_OBJECT -> Base64.getEncoder().encodeToString(parser.getBinaryValue());
      case START_OBJECT, START_ARRAY, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE ->
          throw refused("Unexpected " + token);
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser)
      throws IOException, RefusedException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private List<@Nullable Object> array(JsonParser parser) throws IOException, RefusedException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private Object whole(JsonParser parser) throws IOException, RefusedException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> number(parser);
    };
  }

  private Double number(JsonParser parser) throws IOException, RefusedException {
    double value = parser.getDoubleValue();
    if (finiteOnly && !Double.isFinite(value)) {
      throw refused("The number " + abbreviate(parser.getText()) + " is beyond every type");
    }
    return value;
  }

  /** Refuses the parser's number where {@link #scalar} would, without its value where it can. */
  void checkNumber(JsonParser parser) throws IOException, RefusedException {
    int length = parser.getTextLength();
    boolean small = length < SAFE_DIGITS;
    if (small && parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      char[] text = parser.getTextCharacters();
      int start = parser.getTextOffset();
      for (int i = start; i < start + length; i++) {
        // A lower-case letter differs from its upper-case one in this bit.
        small &= (text[i] | 0x20) != 'e';
      }
    }
    if (!small) {
      number(parser);
    }
  }

  private static String abbreviate(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
