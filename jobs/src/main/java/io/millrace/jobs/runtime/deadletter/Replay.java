package io.millrace.jobs.runtime.deadletter;

import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.kafka.Utf8;
import io.millrace.schemas.ReplayHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message's headers say of the dead letter that it replays. They may come from anybody who
 * can write to the topic, so a message whose headers do not parse is an ordinary message.
 *
 * @param letterId the letter that is replayed
 * @param root the first letter
 * @param attempt number of this attempt, from 2
 * @param topic where the original stood
 * @param receivedAt when Kafka got the original, null where it is not known
 * @param mappingId the only mapping to be applied, null for all
 * @param code the code that the letter had, empty where it is not known
 */
public record Replay(
    String letterId,
    String root,
    int attempt,
    String topic,
    int partition,
    long offset,
    @Nullable Instant receivedAt,
    @Nullable String mappingId,
    String code) {
  private static final int MAX_BYTES = 256;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern PLACE =
      Pattern.compile("([A-Za-z0-9._-]{1,249})/([0-9]{1,9})/([0-9]{1,18})");

  /** What this message replays; null for an ordinary message. */
  public static @Nullable Replay of(RawMessage message) {
    if (!message.headers().containsKey(ReplayHeaders.DEAD_LETTER)) {
      return null;
    }
    String letter = text(message, ReplayHeaders.DEAD_LETTER, ID);
    String root = text(message, ReplayHeaders.ROOT, ID);
    String attempt = text(message, ReplayHeaders.ATTEMPT, ATTEMPT);
    String place = text(message, ReplayHeaders.ORIGIN, PLACE);
    if (letter == null || root == null || attempt == null || place == null) {
      return null;
    }
    int number = Integer.parseInt(attempt);
    Matcher origin = PLACE.matcher(place);
    if (number < 2 || !origin.matches()) {
      return null;
    }
    String code = text(message, ReplayHeaders.CODE, CODE);
    return new Replay(
        letter,
        root,
        number,
        origin.group(1),
        Integer.parseInt(origin.group(2)),
        Long.parseLong(origin.group(3)),
        instant(text(message, ReplayHeaders.RECEIVED_AT, MILLIS)),
        text(message, ReplayHeaders.MAPPING, Pattern.compile(".+")),
        code == null ? "" : code);
  }

  private static @Nullable Instant instant(@Nullable String millis) {
    try {
      return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String text(RawMessage message, String header, Pattern form) {
    byte[] bytes = message.headers().get(header);
    String text = bytes == null || bytes.length > MAX_BYTES ? null : Utf8.decode(bytes);
    return text != null && form.matcher(text).matches() ? text : null;
  }
}
