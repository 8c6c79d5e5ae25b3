package io.millrace.jobs.runtime.kafka;

import io.millrace.udfs.Ids;
import io.millrace.udfs.format.EventIdentity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id under which a message can be followed.
 *
 * @param given whether the message brought it
 */
public record TraceId(String value, boolean given) {
  private static final String TRACEPARENT = "traceparent";
  private static final String EVENT_VERSION = "ce_specversion";
  private static final String EVENT_SOURCE = "ce_source";
  private static final String EVENT_ID = "ce_id";
  private static final String CONTENT_TYPE = "content-type";
  private static final String CONTENT_ENCODING = "content-encoding";
  private static final int MAX_BYTES = 256;

  /** W3C Trace Context, any version: version, trace id, parent id, flags. */
  private static final Pattern W3C =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  /**
   * From the header {@code trace-id}, else of the CloudEvent that it is, in either mode, else from
   * W3C {@code traceparent}, else from where the message stands, so that a replay derives the same.
   * An event's own {@code traceparent} is not taken: many events may share a trace.
   */
  public static TraceId of(RawMessage message) {
    String header = text(message, Envelopes.TRACE_ID);
    if (header != null) {
      return new TraceId(header, true);
    }
    String event = event(message);
    if (event != null) {
      return new TraceId(event, true);
    }
    String parent = text(message, TRACEPARENT);
    if (parent != null) {
      Matcher matcher = W3C.matcher(parent);
      if (matcher.matches()) {
        return new TraceId(matcher.group(1), true);
      }
    }
    String place = message.topic() + "/" + message.partition() + "/" + message.offset();
    return new TraceId(Ids.derive(place), false);
  }

  private static @Nullable String event(RawMessage message) {
    String source = text(message, EVENT_SOURCE);
    String id = text(message, EVENT_ID);
    if (text(message, EVENT_VERSION) != null && source != null && id != null) {
      return EventIdentity.of(source, id);
    }
    byte[] payload = message.value();
    return payload != null && EventIdentity.isStructured(text(message, CONTENT_TYPE))
        ? EventIdentity.ofStructured(payload, text(message, CONTENT_ENCODING)).orElse(null)
        : null;
  }

  private static @Nullable String text(RawMessage message, String header) {
    byte[] bytes = message.headers().get(header);
    if (bytes == null || bytes.length > MAX_BYTES) {
      return null;
    }
    String text = Utf8.decode(bytes);
    return text == null || text.isBlank() ? null : text.strip();
  }
}
