package io.millrace.service.object;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a write gives to those who then must read it: the object, and how far it had come.
 *
 * @param seq number of an event of the object
 * @param decidedAt when that was known; events before are no newer. Null: not known
 */
public record ObjectToken(String type, String id, long seq, @Nullable Instant decidedAt) {
  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9-]{0,99})/(.{1,512})@(\\d{1,18})@(\\d{0,15})", Pattern.DOTALL);

  /** As clients keep it: they need not understand it. */
  public String text() {
    String millis = decidedAt == null ? "" : Long.toString(decidedAt.toEpochMilli());
    String plain = type + "/" + id + "@" + seq + "@" + millis;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a token; a problem where it is none of this object. */
  static ObjectToken of(String text, String type, String id) {
    Matcher token = FORM.matcher(decoded(text));
    if (!token.matches()) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER, "The token is none that a write has given");
    }
    if (!token.group(1).equals(type) || !token.group(2).equals(id)) {
      throw new ProblemException(
          ProblemCode.INVALID_PARAMETER,
          "The token is of %s '%s'".formatted(token.group(1), token.group(2)));
    }
    String millis = token.group(4);
    return new ObjectToken(
        type,
        id,
        Long.parseLong(token.group(3)),
        millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
