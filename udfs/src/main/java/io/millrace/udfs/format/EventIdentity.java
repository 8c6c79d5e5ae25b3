package io.millrace.udfs.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.udfs.Ids;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells a CloudEvent from all others: source and id together (CloudEvents 1.0, section "id").
 * The same for both modes, so an event that comes in both is one.
 */
public final class EventIdentity {
  private static final String PREFIX = "application/cloudevents";
  private static final ContentEncoding ENCODING =
      new ContentEncoding(ContentEncoding.DEFAULT_LIMIT);
  private static final JsonFactory JSON = new JsonFactory();

  private EventIdentity() {}

  /** Of an event in binary mode; nothing where the headers are of none. */
  public static Optional<String> of(Map<String, String> headers) {
    String source = headers.get("ce_source");
    String id = headers.get("ce_id");
    return source == null || id == null ? Optional.empty() : Optional.of(of(source, id));
  }

  /** Of an event with these attributes. */
  public static String of(String source, String id) {
    return Ids.derive("cloudevent", source, id);
  }

  /** Whether a message of this content type is an event in structured mode. */
  public static boolean isStructured(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        && PayloadFormat.of(contentType) == PayloadFormat.CLOUDEVENTS_JSON;
  }

  /**
   * Of an event in structured mode; nothing where the payload is none, which its decoder will say.
   * Reads these two attributes alone; of equal names the last counts, as for the decoder.
   *
   * @param encoding {@code content-encoding}, null for none; what unpacks to more than 8 MiB is not
   *     looked into
   */
  public static Optional<String> ofStructured(byte[] payload, @Nullable String encoding) {
    try {
      return ofStructured(ENCODING.unpack(payload, encoding));
    } catch (RefusedException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofStructured(byte[] payload) throws IOException {
    String source = null;
    String id = null;
    try (JsonParser json = JSON.createParser(payload)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        String text = value == JsonToken.VALUE_STRING ? json.getText() : null;
        json.skipChildren();
        if (name.equals("source")) {
          source = text;
        } else if (name.equals("id")) {
          id = text;
        }
      }
    }
    return source == null || id == null || source.isEmpty() || id.isEmpty()
        ? Optional.empty()
        : Optional.of(of(source, id));
  }
}
