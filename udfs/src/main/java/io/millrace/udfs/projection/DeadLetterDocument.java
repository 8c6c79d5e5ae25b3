package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The document of a dead letter: one a root, so that the index shows each refused message once,
 * with its last attempt.
 *
 * <p>The original's bytes are in it up to a limit. A larger one is left out, whole, and {@code
 * original} with it: it still stands in the topic, at {@code letter.partition} and {@code
 * letter.offset}.
 */
public final class DeadLetterDocument {
  /** What the index is called by. */
  public static final String ALIAS = "dead-letters";

  /** Bytes of key, payload and headers together; as base64 they stay far below the sink's limit. */
  public static final int MAX_ORIGINAL_BYTES = (1 << 20) + (64 << 10);

  private static final int MAX_TEXT = 4_000;
  private static final int MAX_WORD = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private DeadLetterDocument() {}

  /**
   * The letter as it is to be found.
   *
   * @param partition where the letter itself stands in its topic
   */
  public static SearchDocument of(DeadLetter letter, int partition, long offset) {
    // Letters from before replays have no root.
    String root = letter.getRoot().isEmpty() ? letter.getId() : letter.getRoot();
    ObjectNode document = JSON.createObjectNode();
    document.put("id", root);
    document.put("state", letter.getState().name());
    document.put("attempt", letter.getAttempt());
    document.put("at", letter.getAt().toString());
    refusal(document, letter);
    message(document, letter);
    document
        .putObject("letter")
        .put("id", letter.getId())
        .put("partition", partition)
        .put("offset", offset);
    original(document, letter);
    return new SearchDocument(ALIAS, root, version(letter), SearchDocument.bytes(document));
  }

  /** A later attempt is newer, and of one attempt its resolution. */
  private static long version(DeadLetter letter) {
    return 2L * letter.getAttempt() + (letter.getState() == DeadLetterState.RESOLVED ? 1 : 0);
  }

  private static void refusal(ObjectNode document, DeadLetter letter) {
    document.put("stage", letter.getStage());
    document.put("code", letter.getCode());
    document.put("reason", Excerpt.cut(letter.getReason(), MAX_TEXT));
    document.put("path", Excerpt.cut(letter.getPath(), MAX_WORD));
    document.put("definitionId", letter.getDefinitionId());
    document.put("definitionVersion", letter.getDefinitionVersion());
  }

  private static void message(ObjectNode document, DeadLetter letter) {
    Map<String, ByteBuffer> headers = letter.getHeaders();
    Instant receivedAt = letter.getReceivedAt();
    document.put("topic", letter.getTopic());
    document.put("partition", letter.getPartition());
    document.put("offset", letter.getOffset());
    document.put("device", Excerpt.text(letter.getKey(), MAX_WORD));
    document.put("source", source(headers));
    document.put("contentType", Excerpt.text(headers.get("content-type"), MAX_WORD));
    document.put("traceId", letter.getTraceId());
    document.put("receivedAt", receivedAt == null ? null : receivedAt.toString());
    ByteBuffer payload = letter.getPayload();
    if (payload != null) {
      document.put("size", payload.remaining());
      document.put("preview", Excerpt.preview(payload));
    }
  }

  /** As mappings see it: the header of that name, or a CloudEvent's. */
  private static @Nullable String source(Map<String, ByteBuffer> headers) {
    String source = Excerpt.text(headers.get("source"), MAX_WORD);
    return source == null ? Excerpt.text(headers.get("ce_source"), MAX_WORD) : source;
  }

  private static void original(ObjectNode document, DeadLetter letter) {
    if (letter.getState() == DeadLetterState.RESOLVED || size(letter) > MAX_ORIGINAL_BYTES) {
      return;
    }
    ObjectNode original = document.putObject("original");
    original.put("key", base64(letter.getKey()));
    original.put("payload", base64(letter.getPayload()));
    ObjectNode headers = original.putObject("headers");
    new TreeMap<>(letter.getHeaders()).forEach((name, value) -> headers.put(name, base64(value)));
  }

  private static long size(DeadLetter letter) {
    long size = length(letter.getKey()) + length(letter.getPayload());
    for (Map.Entry<String, ByteBuffer> header : letter.getHeaders().entrySet()) {
      size += header.getKey().length() + length(header.getValue());
    }
    return size;
  }

  private static long length(@Nullable ByteBuffer bytes) {
    return bytes == null ? 0 : bytes.remaining();
  }

  private static @Nullable String base64(@Nullable ByteBuffer bytes) {
    return bytes == null ? null : BASE64.encodeToString(Excerpt.bytes(bytes, bytes.remaining()));
  }
}
