package io.millrace.bridge.http;

import io.millrace.bridge.option.OptionValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may send as which source. */
final class Tokens {
  private static final String BEARER = "bearer ";
  private final Map<String, byte[]> bySource = new HashMap<>();
  private final boolean open;

  /**
   * @param open whether sources without a token are taken from anybody
   */
  Tokens(Map<String, String> bySource, boolean open) {
    bySource.forEach((source, token) -> this.bySource.put(source, utf8(token)));
    this.open = open;
  }

  static Tokens of(OptionValues values) {
    Map<String, String> bySource = new HashMap<>();
    for (String source : values.names(HttpOptions.TOKEN)) {
      bySource.put(source, values.get(HttpOptions.TOKEN, source));
    }
    return new Tokens(bySource, values.get(HttpOptions.OPEN));
  }

  /**
   * Passes a request that may send as this source.
   *
   * @param authorization the header, null where there is none
   */
  void check(String source, @Nullable String authorization) throws ProblemException {
    byte[] wanted = bySource.get(source);
    if (wanted == null && open) {
      return;
    }
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    byte[] given =
        bearer && authorization != null
            ? utf8(authorization.substring(BEARER.length()).strip())
            : new byte[0];
    // In constant time: how long it takes must not tell how much of it is right.
    if (wanted == null || wanted.length == 0 || !MessageDigest.isEqual(wanted, given)) {
      throw new ProblemException(
          ProblemCode.UNAUTHORIZED, "Send the source's token: Authorization: Bearer TOKEN");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
