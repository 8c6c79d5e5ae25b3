package io.millrace.udfs.inference;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that a name is made of. */
public final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+|%");

  private Tokens() {}

  /**
   * In lower case: {@code batteryVolt}, {@code battery_volt} and {@code BATTERY-VOLT} are alike.
   */
  public static List<String> of(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    List<String> tokens = new ArrayList<>();
    for (Matcher matcher = TOKEN.matcher(plain); matcher.find(); ) {
      tokens.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return tokens;
  }

  /** The last word, or empty. */
  static String last(String name) {
    List<String> tokens = of(name);
    return tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
  }

  /** The words put together: {@code device_id} and {@code deviceId} both give deviceid. */
  static String joined(String name) {
    return String.join("", of(name));
  }
}
